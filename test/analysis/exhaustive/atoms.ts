import { matchesToolName } from '../../../src/engine/tool-name.ts';
import type { ArgumentPath } from '../../../src/model/argument-path.ts';
import type { BoundaryEntry } from '../../../src/model/documents.ts';
import type { Matcher } from '../../../src/model/matcher.ts';
import type { Place } from '../../../src/model/place.ts';
import type { PathMatch } from '../../../src/model/rule.ts';
import type { EffectiveRule, EffectiveWorkspace } from '../../../src/model/workspace.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import { subjectTool } from './search-case.ts';

/** A path and a matcher that some condition or boundary asks of it. */
export interface Atom extends Pick<PathMatch, 'path' | 'matcher' | 'place'> {
  /** A deny or an approval asks it too, for which one element may be enough. */
  readonly asksSome: boolean;
}

/** Every path with every matcher that policy, baseline and boundaries ask of it for the tool, each once. */
export function atomsOf(sides: readonly LoadedWorkspace[]): readonly Atom[] {
  const atoms = new Map<string, Atom>();
  for (const { workspace, policy } of sides) {
    for (const entry of boundedEntries(workspace)) put(atoms, { ...entry, asksSome: false });
    for (const { rule } of rulesForTool([...workspace.baseline, ...policy.rules])) {
      for (const { match, action } of rule.conditions) {
        for (const asked of match) put(atoms, { ...asked, asksSome: action.value !== 'allow' });
      }
    }
  }
  return [...atoms.values()];
}

function put(atoms: Map<string, Atom>, atom: Atom): void {
  const text = textOf(atom);
  const known = atoms.get(text);
  atoms.set(text, { ...atom, asksSome: atom.asksSome || known?.asksSome === true });
}

/** Those of some rules that are about the tool. */
export function rulesForTool(rules: readonly EffectiveRule[]): readonly EffectiveRule[] {
  return rules.filter(({ rule }) => rule.tools.some((tool) => matchesToolName(tool.value, subjectTool)));
}

type BoundedEntry = Extract<BoundaryEntry, { readonly kind: 'matcher' }>;

function boundedEntries({ boundaries }: EffectiveWorkspace): readonly BoundedEntry[] {
  const entries = boundaries.flatMap(({ tools }) => tools.flatMap((tool) => tool.entries));
  return entries.flatMap((entry) => {
    return entry.kind === 'matcher' && entry.path.root !== 'result' ? [entry] : [];
  });
}

/** The same text for the same question, wherever it was written. */
export function textOf({
  path,
  matcher,
}: {
  readonly path: ArgumentPath;
  readonly matcher: Matcher;
}): string {
  return JSON.stringify([path.text, matcher], (key, part: unknown) => (key === 'place' ? undefined : part));
}

/** The names of all kinds of matcher in an atom. */
export function kindsOf({ matcher }: { readonly matcher: Matcher }): readonly string[] {
  if (matcher.kind === 'not' || matcher.kind === 'shared') return kindsOf({ matcher: matcher.matcher });
  if (matcher.kind === 'any_of' || matcher.kind === 'all_of') {
    return matcher.matchers.flatMap((inner) => kindsOf({ matcher: inner }));
  }
  return [matcher.kind];
}

/** Whether the atom's answer depends on the caller's context too. */
export function readsContext(atom: Atom): boolean {
  return textOf(atom).includes('"ref":"context"');
}

export const nowhere: Place = { file: 'search', line: 1, column: 1, start: 0, end: 0 };

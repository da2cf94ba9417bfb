import type { ArgumentPath } from '../../../src/model/argument-path.ts';
import type { Matcher } from '../../../src/model/matcher.ts';
import type { Place } from '../../../src/model/place.ts';
import type { PathMatch } from '../../../src/model/rule.ts';
import type { EffectiveWorkspace } from '../../../src/model/workspace.ts';
import type { LoadedWorkspace } from './load-workspace.ts';

/** A path and a matcher that some condition or boundary asks of it. */
export type Atom = Pick<PathMatch, 'path' | 'matcher' | 'place'>;

/** Every path with every matcher that the policy, the baseline and the boundaries ask of it, each once. */
export function atomsOf(sides: readonly LoadedWorkspace[]): readonly Atom[] {
  const atoms = sides.flatMap(({ workspace, policy }): readonly Atom[] => [
    ...boundedEntries(workspace),
    ...[...workspace.baseline, ...policy.rules].flatMap(({ rule }) =>
      rule.conditions.flatMap(({ match }) => match),
    ),
  ]);
  return [...new Map(atoms.map((atom) => [textOf(atom), atom])).values()];
}

function boundedEntries({ boundaries }: EffectiveWorkspace): readonly Atom[] {
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

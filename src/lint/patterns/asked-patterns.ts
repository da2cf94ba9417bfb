import { type ArgumentKinds, argumentKinds } from '../../analysis/argument-kind.ts';
import { haveCommonText } from '../../analysis/common-text.ts';
import {
  createLanguageAlgebra,
  type Language,
  type LanguageAlgebra,
} from '../../analysis/language/language-algebra.ts';
import { plainForm } from '../../analysis/plain-forms.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Place } from '../../model/place.ts';
import type { Bindings } from '../../model/workspace.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { literal, type PatternNode } from '../../pattern/pattern-node.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import { firstAtLeast } from '../../text/first-at-least.ts';
import type { LintContext } from '../rule.ts';
import { tenantsWithPattern } from '../tenants-with-pattern.ts';
import { boundSource, formOfValues, hasReferences } from './bound-patterns.ts';
import { type PatternUse, patternUses } from './pattern-uses.ts';
import { type EarlierTexts, earlierTexts, reachedTexts } from './reached-texts.ts';
import { withoutOverrun } from './without-overrun.ts';

/** A pattern as rules ask about it: with one tenant's values in it, on behalf of all whose values have the same form. */
export interface AskedPattern extends PatternUse {
  readonly source: string;
  readonly node: PatternNode;
  /** What the argument holds; undefined where nothing tells, or where what the pattern accepts belies its name. */
  readonly kind: ArgumentKind | undefined;
  /** The matcher of the argument's boundary; the boundary itself where the pattern is part of one. */
  readonly boundary: Matcher | undefined;
  /** The tenant whose values they are, or who stands for those that have the pattern; undefined where nobody does. */
  readonly bindings: Bindings | undefined;
  /** Whom a report is about, first the one with `bindings`; empty where the place alone tells. */
  readonly tenants: readonly string[];
  /** The texts in which the pattern is found. */
  readonly found: Language;
  /**
   * What is common to these comes to be decided by it: the rest of the matcher takes it, no earlier condition does.
   */
  readonly reached: readonly Language[];
}

/** What questions about the patterns of a workspace share. */
export interface PatternQuestions {
  readonly algebra: LanguageAlgebra;
  readonly kinds: ArgumentKinds;
}

const known = new WeakMap<LintContext, PatternQuestions>();

/** The same for all rules of a run. */
export function patternQuestions(context: LintContext): PatternQuestions {
  const questions = known.get(context) ?? {
    algebra: createLanguageAlgebra(),
    kinds: argumentKinds(context.documents),
  };
  known.set(context, questions);
  return questions;
}

/** What comes of a question with a budget of its own, or undefined where it takes more. */
export function withinBudget<T>(algebra: LanguageAlgebra, ask: () => T): T | undefined {
  algebra.begin();
  return withoutOverrun(ask);
}

/** Every pattern of a workspace whose automaton is within the budget, one after the other: nothing of it is kept. */
export function* askedPatterns(context: LintContext): Generator<AskedPattern> {
  const questions = patternQuestions(context);
  const earlier = earlierTexts(context, questions.algebra);
  const tenantsOf = tenantsWithPattern(context.workspace);
  const isGuessed = guessedTexts(context);
  for (const use of patternUses(context.documents)) {
    if (use.path.root === 'result' || isGuessed(use.regex.place)) continue;
    for (const group of groupsOf(use, [...tenantsOf(use.regex)])) {
      const asked = withinBudget(questions.algebra, () => askedPattern(use, group, earlier, questions));
      if (asked !== undefined) yield asked;
    }
  }
}

/** Texts with an escape that is none in YAML: what they would be is for their author to say first. */
function guessedTexts({ diagnosed }: LintContext): (place: Place) => boolean {
  const byFile = new Map<string, number[]>();
  for (const { place } of diagnosed('yaml/escape')) {
    const starts = byFile.get(place.file);
    if (starts === undefined) byFile.set(place.file, [place.start]);
    else starts.push(place.start);
  }
  for (const starts of byFile.values()) starts.sort((a, b) => a - b);
  return ({ file, start, end }) => {
    const starts = byFile.get(file) ?? [];
    return (starts[firstAtLeast(starts, start)] ?? end) < end;
  };
}

interface Group {
  readonly source: string;
  readonly bindings: Bindings | undefined;
  readonly tenants: readonly string[];
}

/** The pattern as it stands; or, where it has references, once for each form of values. */
function groupsOf(use: PatternUse, owners: readonly Bindings[]): readonly Group[] {
  const sorted = [...owners].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
  const [first] = sorted;
  if (!hasReferences(use.regex)) {
    // In a tenant's own document nothing but the report says whose it is.
    const isOwn = use.written?.document.kind === 'tenant' && first !== undefined;
    return [{ source: use.regex.pattern.join(''), bindings: first, tenants: isOwn ? [first.tenantId] : [] }];
  }
  const groups = new Map<string, Group & { readonly tenants: string[] }>();
  for (const bindings of sorted) {
    const form = formOfValues(use.regex, bindings);
    if (form === undefined) continue;
    const group = groups.get(form);
    if (group !== undefined) group.tenants.push(bindings.tenantId);
    else {
      const source = boundSource(use.regex, bindings);
      if (source !== undefined) groups.set(form, { source, bindings, tenants: [bindings.tenantId] });
    }
  }
  return [...groups.values()];
}

function askedPattern(
  use: PatternUse,
  { source, bindings, tenants }: Group,
  earlier: EarlierTexts,
  { algebra, kinds }: PatternQuestions,
): AskedPattern | undefined {
  const { ignoreCase } = use.regex;
  const parsed = parsePattern(source, { ignoreCase });
  if (!parsed.ok) return undefined;
  const found = algebra.of(`${ignoreCase ? 'regex-i' : 'regex'}:${source}`, () => parsed.node);
  let reached: readonly Language[] | undefined;
  return {
    ...use,
    source,
    node: parsed.node,
    kind: kindOf(use, found, algebra, kinds),
    boundary: use.written === undefined ? use.matcher : kinds.boundaryOf(use.tool, use.path),
    bindings,
    tenants,
    found,
    get reached() {
      reached ??= reachedTexts(use, found, bindings, { algebra, earlier });
      return reached;
    },
  };
}

/** A name that tells a path, a URL or an address is not believed where no text is accepted that looks like one. */
function kindOf(
  { tool, path }: PatternUse,
  found: Language,
  algebra: LanguageAlgebra,
  kinds: ArgumentKinds,
): ArgumentKind | undefined {
  const kind = kinds.kindOf(tool, path);
  if (kind === undefined || !kinds.isGuess(tool, path)) return kind;
  const sign = signs.get(kind);
  if (sign === undefined || haveCommonText([found, algebra.of(`sign ${kind}`, () => sign)])) return kind;
  // A file's name has no slash.
  const plain = kind === 'path' ? plainForm(kind, algebra) : undefined;
  return plain !== undefined && haveCommonText([found, plain]) ? kind : undefined;
}

const signs: ReadonlyMap<ArgumentKind, PatternNode> = new Map([
  ['path', literal('/')],
  ['url', literal('://')],
  ['email', literal('@')],
]);

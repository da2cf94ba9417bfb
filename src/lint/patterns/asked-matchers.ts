import { hasContradictoryRanges } from '../../analysis/contradictory-ranges.ts';
import { textUses } from '../../engine/resolve/text-uses.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Reference } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import type { LintContext } from '../rule.ts';
import { tenantsWithPattern } from '../tenants-with-pattern.ts';
import { leavesOf, partsOf } from '../written-patterns.ts';
import { formOfReferences } from './bound-patterns.ts';
import { type MatcherUse, matcherUses } from './pattern-uses.ts';

/** What is asked of a path, on behalf of all tenants whose values in it have the same form. */
export interface AskedMatcher extends MatcherUse {
  /** Those of the tenants, by id; one without values where nobody has the matcher and it holds no reference. */
  readonly owners: readonly Bindings[];
  /** Whether a report says whose it is; else the place tells. */
  readonly isOwn: boolean;
}

const nobody: Bindings = { tenantId: 'tenant', vars: new Map() };

/** Every matcher of a path in which some part of one of these kinds stands. */
export function* askedMatchers(
  context: LintContext,
  kinds: readonly Matcher['kind'][] = ['regex'],
): Generator<AskedMatcher> {
  const tenantsOf = tenantsWithPattern(context.workspace);
  for (const use of matcherUses(context.documents)) {
    const leaves = [...leavesOf(use.matcher)];
    const leaf = leaves.find(({ kind }) => kinds.includes(kind));
    if (leaf === undefined || use.path.root === 'result') continue;
    const owners = [...tenantsOf(leaf)].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
    const references = referencesOf(use.matcher);
    if (references.length === 0) {
      const first = owners[0] ?? nobody;
      yield { ...use, owners: [first], isOwn: use.written?.document.kind === 'tenant' && first !== nobody };
    } else
      for (const group of byForm(use.matcher, owners, references))
        yield { ...use, owners: group, isOwn: true };
  }
}

function referencesOf(matcher: Matcher): readonly Reference[] {
  return textUses(matcher).flatMap(({ text }) =>
    text.flatMap((part) => (typeof part === 'string' || part.ref === 'context' ? [] : [part])),
  );
}

function byForm(
  matcher: Matcher,
  owners: readonly Bindings[],
  references: readonly Reference[],
): Iterable<readonly Bindings[]> {
  const groups = new Map<string, Bindings[]>();
  const wholes = [...partsOf(matcher)].filter(({ kind }) => kind === 'all_of');
  for (const bindings of owners) {
    const form = formOfReferences(references, bindings);
    if (form === undefined) continue;
    // Numbers of one form are not alike where they leave nothing over.
    const key = `${form} ${wholes.map((whole) => hasContradictoryRanges(whole, bindings))}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [bindings]);
    else group.push(bindings);
  }
  return groups.values();
}

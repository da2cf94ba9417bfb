import type { RulePart } from '../../analysis/find-unreachable.ts';
import { reachWorkspace, type UnreachedPart } from '../../analysis/reach-workspace.ts';
import { control } from '../control.ts';
import { listed, partPlace, partWords } from '../part-words.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const flowAlways: LintRule = {
  code: 'flow/always',
  level: 'note',
  kind: 'A',
  edition: 1,
  finds: 'a condition list that decides every call, so that what follows is dead',
  help: 'remove what follows, or narrow what comes before it',
  controls: [control('nist-800-53', 'CM-6'), control('soc2', 'CC8.1')],
  check: nothingFollowsWhatDecidesAll,
};

/** Where the parts up to one decide every call of a tool, no part of a rule follows it. */
function* nothingFollowsWhatDecidesAll({ workspace }: LintContext): Iterable<Report> {
  for (const { after, behind } of byDecider(reachWorkspace(workspace))) {
    const [first] = behind;
    if (first === undefined) continue;
    const { rule } = after;
    yield {
      message: `${partWords(after)} leaves no call of ${first.tool} to ${listed(behind.map((part) => partWords(part, after)))}`,
      label: 'decides whatever comes to it',
      help: `remove what follows at ${listed(placesOf(behind))}, or narrow what decides before it`,
      place: partPlace(after),
      causes: behind.map((part) => partPlace(part).file),
      rule: rule.source.name,
      tool: first.tool,
      ...(rule.source.chain.length === 0 ? { tenant: first.policy.tenantId } : {}),
    };
  }
}

interface Decider {
  readonly after: RulePart;
  readonly behind: UnreachedPart[];
}

function byDecider(unreached: readonly UnreachedPart[]): Iterable<Decider> {
  const deciders = new Map<object, Decider>();
  for (const part of unreached) {
    const { after } = part;
    if (after === undefined) continue;
    const key = after.condition?.source ?? after.rule.source.rule;
    const known = deciders.get(key);
    if (known === undefined) deciders.set(key, { after, behind: [part] });
    else known.behind.push(part);
  }
  return deciders.values();
}

function placesOf(parts: readonly RulePart[]): readonly string[] {
  return [...new Set(parts.map(partPlace).map(({ file, line }) => `${file}:${line}`))];
}

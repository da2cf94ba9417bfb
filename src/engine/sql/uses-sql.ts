import type { Matcher } from '../../model/matcher.ts';
import type { EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';

/** Whether any rule or boundary of a workspace asks `sql`, so that a grammar must be loaded. */
export function usesSql(workspace: EffectiveWorkspace): boolean {
  const inRule = ({ rule }: EffectiveRule): boolean =>
    rule.conditions.some(({ match }) => match.some(({ matcher }) => asksSql(matcher)));
  if (workspace.baseline.some(inRule)) return true;
  for (const { tools } of workspace.boundaries) {
    for (const tool of tools) {
      if (tool.entries.some((entry) => entry.kind === 'matcher' && asksSql(entry.matcher))) return true;
    }
  }
  // Rules of templates are shared by many tenants: each is looked at once.
  const seen = new Set<EffectiveRule['rule']>();
  for (const { rules } of workspace.tenants.values()) {
    for (const rule of rules) {
      if (seen.has(rule.rule)) continue;
      seen.add(rule.rule);
      if (inRule(rule)) return true;
    }
  }
  return false;
}

function asksSql(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'sql':
      return true;
    case 'not':
    case 'shared':
      return asksSql(matcher.matcher);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.some(asksSql);
    default:
      return false;
  }
}

import type { PlanChange } from '../analysis/plan-diff.ts';
import type { TenantChange } from '../analysis/tenant-change.ts';
import type { PlanComparison } from './diff-json.ts';
import type { WorkspaceComparison } from './diff-view.ts';
import { changedThing, changeSide, effectText, verdictWords } from './diff-words.ts';
import { workspaceDiffMarkdown } from './diff-workspace-markdown.ts';
import { codeSpan } from './markdown-code.ts';

/** A comparison for a pull request's comment. */
export function diffMarkdown(comparison: PlanComparison | WorkspaceComparison): string {
  return 'changes' in comparison ? planDiffMarkdown(comparison) : workspaceDiffMarkdown(comparison);
}

function planDiffMarkdown({ from, to, changes, tenant }: PlanComparison): string {
  const lines = [`### Plan ${codeSpan(from)} → ${codeSpan(to)}`, '', ...changeTable(changes)];
  if (tenant !== undefined) {
    const title = `### What ${codeSpan(tenant.tenant)} would lose and gain`;
    lines.push('', title, '', `Verdict: **${tenant.verdict}** – ${verdictWords[tenant.verdict]}.`, '');
    lines.push(...changeTable(tenant.changes));
  }
  return `${lines.join('\n')}\n`;
}

function changeTable(changes: readonly (PlanChange | TenantChange)[]): readonly string[] {
  if (changes.length === 0) return ['No change.'];
  return [
    '| what | from | to | effect |',
    '|---|---|---|---|',
    ...changes.map((change) => {
      const sides = [changeSide(change, 'from'), changeSide(change, 'to')].map(codeSpan);
      return `| ${codeSpan(changedThing(change))} | ${sides.join(' | ')} | ${effectText(change)} |`;
    }),
  ];
}

import type { PlanChange } from '../analysis/plan-diff.ts';
import type { TenantChange } from '../analysis/tenant-plan-diff.ts';
import { visibleText } from '../text/visible-text.ts';
import type { PlanComparison } from './diff-json.ts';
import { changedThing, changeSide, effectText, verdictWords } from './diff-words.ts';

/** A comparison for a pull request's comment. */
export function diffMarkdown({ from, to, changes, tenant }: PlanComparison): string {
  const lines = [`### Plan ${codeSpan(from)} → ${codeSpan(to)}`, '', ...changeTable(changes)];
  if (tenant !== undefined) {
    const title = `### What ${codeSpan(tenant.tenant)} would lose and gain`;
    lines.push(
      '',
      title,
      '',
      `Verdict: **${tenant.verdict}** – ${verdictWords[tenant.verdict].replaceAll('$', '\\$')}.`,
      '',
    );
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

/** Text as code in a table cell, whatever it holds: the fence is longer than any run of backticks in it. */
function codeSpan(text: string): string {
  const safe = visibleText(text).replaceAll('|', '\\|');
  const runs = safe.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + runs.reduce((longest, run) => Math.max(longest, run.length), 0));
  const space = safe.startsWith('`') || safe.endsWith('`') ? ' ' : '';
  return `${fence}${space}${safe}${space}${fence}`;
}

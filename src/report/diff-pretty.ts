import type { PlanChange } from '../analysis/plan-diff.ts';
import { visibleText } from '../text/visible-text.ts';
import { changeLines } from './diff-change-lines.ts';
import type { PlanComparison } from './diff-json.ts';
import type { WorkspaceComparison } from './diff-view.ts';
import { verdictWords } from './diff-words.ts';
import { workspaceDiffPretty } from './diff-workspace-pretty.ts';
import { evalCommand } from './eval-command.ts';
import { amountText } from './number-text.ts';
import type { Palette } from './palette.ts';

/** A comparison as a person reads it; it is bounded unless `all` is asked for. */
export function diffPretty(
  comparison: PlanComparison | WorkspaceComparison,
  palette: Palette,
  options: { readonly all?: boolean } = {},
): string {
  if (!('changes' in comparison)) return workspaceDiffPretty(comparison, { palette, ...options });
  return planDiffPretty(comparison, palette);
}

/** A line for each change, and a count of what is wider. */
function planDiffPretty({ from, to, changes, tenant }: PlanComparison, palette: Palette): string {
  const title = palette.strong(`plan ${visibleText(from)} → plan ${visibleText(to)}`);
  const plans =
    changes.length === 0
      ? ['  the plans give the same']
      : [...changeLines(changes, palette), ...countLines(changes, palette)];
  if (tenant === undefined) return `${[title, ...plans].join('\n')}\n`;
  const calls = tenant.changes.flatMap(({ witness }) =>
    witness === undefined ? [] : [evalCommand(witness)],
  );
  const felt = [
    palette.strong(`what ${visibleText(tenant.tenant)} would lose and gain`),
    ...changeLines(tenant.changes, palette),
    ...calls.map((call) => `     ${palette.dim('call')}  ${visibleText(call)}`),
    ...(tenant.undecided ?? []).map((reason) => `  ${palette.caution('undecided')}  ${visibleText(reason)}`),
    `  ${verdictWords[tenant.verdict]}`,
  ];
  return `${[title, ...plans, '', ...felt].join('\n')}\n`;
}

function countLines(changes: readonly PlanChange[], palette: Palette): readonly string[] {
  const wider = changes.filter((change) => change.effect === 'wider').length;
  const narrower = changes.filter((change) => change.effect === 'narrower').length;
  const rest = changes.length - wider - narrower;
  const parts = [`${wider} wider`, `${narrower} narrower`, ...(rest === 0 ? [] : [`${rest} changed`])];
  return [`  ${palette.dim(`${amountText(changes.length, 'change')}: ${parts.join(', ')}`)}`];
}

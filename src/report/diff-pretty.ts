import type { Effect } from '../analysis/compare-rates.ts';
import type { PlanChange } from '../analysis/plan-diff.ts';
import type { TenantChange } from '../analysis/tenant-plan-diff.ts';
import { visibleText } from '../text/visible-text.ts';
import type { PlanComparison } from './diff-json.ts';
import { changedThing, changeSide, effectText, verdictWords } from './diff-words.ts';
import { amountText } from './number-text.ts';
import type { Paint, Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

/** A comparison as a person reads it: a line for each change, and a count of what is wider. */
export function diffPretty({ from, to, changes, tenant }: PlanComparison, palette: Palette): string {
  const title = palette.strong(`plan ${visibleText(from)} → plan ${visibleText(to)}`);
  const plans =
    changes.length === 0
      ? ['  the plans give the same']
      : [...changeLines(changes, palette), ...countLines(changes, palette)];
  if (tenant === undefined) return `${[title, ...plans].join('\n')}\n`;
  const felt = [
    palette.strong(`what ${visibleText(tenant.tenant)} would lose and gain`),
    ...changeLines(tenant.changes, palette),
    `  ${verdictWords[tenant.verdict]}`,
  ];
  return `${[title, ...plans, '', ...felt].join('\n')}\n`;
}

function changeLines(changes: readonly (PlanChange | TenantChange)[], palette: Palette): readonly string[] {
  const rows = changes.map((change): TableCell[] => [
    { text: signs[change.effect], paint: paintOf(change.effect, palette) },
    { text: visibleText(changedThing(change)) },
    { text: visibleText(changeSide(change, 'from')), align: 'right' },
    { text: '→', paint: palette.dim },
    { text: visibleText(changeSide(change, 'to')) },
    { text: effectText(change), paint: paintOf(change.effect, palette) },
    { text: placesOf(change), paint: palette.place },
  ]);
  return tableLines(rows, '  ');
}

const signs: { readonly [effect in Effect]: string } = { wider: '+', narrower: '-', changed: '~' };

function paintOf(effect: Effect, palette: Palette): Paint {
  return effect === 'narrower' ? palette.good : palette.caution;
}

function placesOf({ where: { from, to } }: PlanChange | TenantChange): string {
  const [before, after] = [from, to].map((place) => `${visibleText(place.file)}:${place.line}`);
  return before === after ? `${before}` : `${before} → ${after}`;
}

function countLines(changes: readonly PlanChange[], palette: Palette): readonly string[] {
  const wider = changes.filter((change) => change.effect === 'wider').length;
  const narrower = changes.filter((change) => change.effect === 'narrower').length;
  const rest = changes.length - wider - narrower;
  const parts = [`${wider} wider`, `${narrower} narrower`, ...(rest === 0 ? [] : [`${rest} changed`])];
  return [`  ${palette.dim(`${amountText(changes.length, 'change')}: ${parts.join(', ')}`)}`];
}

import type { CallCounts, ReplaySummary, TenantCounts } from '../simulate/replay-summary.ts';
import { visibleText } from '../text/visible-text.ts';
import { barSigns, countBar } from './count-bar.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

const mostTenants = 12;
const mostTools = 6;
const barColumns = 16;

/** Counts by tenant and tool with a small bar each: those with most stopped calls first, the rest in a line. */
export function tenantLines({ tenants }: ReplaySummary, palette: Palette): readonly string[] {
  if (tenants.size === 0) return [];
  const ordered = [...tenants].sort(byStopped);
  const listed = ordered.slice(0, mostTenants);
  const rows = listed.flatMap(([tenant, counts]) => tenantRows(tenant, counts, palette));
  const left = ordered.slice(mostTenants).map(([, counts]) => counts);
  const rest = left.length === 0 ? [] : [restRow(left, 'tenant', '', palette)];
  return tableLines([headRow(palette), ...rows, ...rest], '  ');
}

function headRow(palette: Palette): readonly TableCell[] {
  const legend = `${barSigns.allow} allowed ${barSigns.require_approval} held ${barSigns.deny} denied`;
  const words = ['by tenant and tool', 'calls', 'allowed', 'held', 'denied', legend];
  return words.map((text, at) => ({
    text,
    align: at > 0 && at < 5 ? ('right' as const) : ('left' as const),
    paint: palette.dim,
  }));
}

function tenantRows(
  tenant: string,
  counts: TenantCounts,
  palette: Palette,
): readonly (readonly TableCell[])[] {
  const tools = [...counts.tools].sort(byStopped);
  // Tools of which nothing was stopped are told in one line, unless they are few.
  const told = tools.filter(
    ([, tool], at) => at < mostTools && (stopped(tool) > 0 || tools.length <= mostTools),
  );
  const left = tools.slice(told.length).map(([, tool]) => tool);
  return [
    countRow(visibleText(tenant), counts, palette, palette.strong),
    ...told.map(([tool, toolCounts]) => countRow(`  ${visibleText(tool)}`, toolCounts, palette)),
    ...(left.length === 0 ? [] : [restRow(left, told.length === 0 ? 'tool' : 'more tool', '  ', palette)]),
  ];
}

function countRow(
  name: string,
  counts: CallCounts,
  palette: Palette,
  paint?: (text: string) => string,
): readonly TableCell[] {
  return [
    { text: name, ...(paint === undefined ? {} : { paint }) },
    ...[counts.calls, counts.allow, counts.require_approval, counts.deny].map((count): TableCell => {
      return { text: countText(count), align: 'right', ...(count === 0 ? { paint: palette.dim } : {}) };
    }),
    { text: countBar(counts, barColumns, palette) },
  ];
}

function restRow(
  left: readonly CallCounts[],
  word: string,
  indent: string,
  palette: Palette,
): readonly TableCell[] {
  const sum = left.reduce<CallCounts>(
    (total, counts) => {
      return {
        calls: total.calls + counts.calls,
        allow: total.allow + counts.allow,
        deny: total.deny + counts.deny,
        require_approval: total.require_approval + counts.require_approval,
      };
    },
    { calls: 0, allow: 0, deny: 0, require_approval: 0 },
  );
  return countRow(`${indent}${amountText(left.length, word)}`, sum, palette, palette.dim);
}

type Named = readonly [string, CallCounts];

function byStopped([a, left]: Named, [b, right]: Named): number {
  return stopped(right) - stopped(left) || right.calls - left.calls || (a < b ? -1 : 1);
}

function stopped(counts: CallCounts): number {
  return counts.deny + counts.require_approval;
}

import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

const mostListed = 10;

/** What allowed calls brought back, held against `result.` boundaries. */
export function resultLines({ sections: { results } }: ReplaySummary, palette: Palette): readonly string[] {
  if (results === undefined) return [];
  const { judged, foreignTotal, foreign, unclear, missing } = results;
  const found =
    foreignTotal === 0
      ? palette.good("none brought back what is not the tenant's")
      : palette.bad(`${amountText(foreignTotal, 'call')} brought back what is not the tenant's`);
  const rows = foreign.slice(0, mostListed).map(({ source, tenant, tool, path }): TableCell[] => [
    { text: 'foreign', paint: palette.bad },
    { text: visibleText(tool), paint: palette.strong },
    { text: visibleText(tenant ?? '') },
    { text: visibleText(path) },
    {
      text: `${visibleText(source.file)}${source.line === undefined ? '' : `:${source.line}`} call ${source.index + 1}`,
      paint: palette.place,
    },
  ]);
  const more = foreignTotal - rows.length;
  const unjudged = [
    ...(unclear === 0 ? [] : [`${countText(unclear)} could not be judged`]),
    ...(missing === 0 ? [] : [`${countText(missing)} were not recorded`]),
  ];
  return [
    `${palette.strong('Results of allowed calls')}  ${countText(judged)} judged, ${found}`,
    ...tableLines(rows, '  '),
    ...(more > 0 ? [`  ${palette.dim(`and ${countText(more)} more`)}`] : []),
    ...(unjudged.length === 0 ? [] : [`  ${palette.caution(unjudged.join(', '))}`]),
  ];
}

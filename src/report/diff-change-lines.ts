import type { Effect } from '../analysis/compare-rates.ts';
import type { PlanChange } from '../analysis/plan-diff.ts';
import type { TenantChange } from '../analysis/tenant-change.ts';
import { visibleText } from '../text/visible-text.ts';
import { changedThing, changeSide, effectText } from './diff-words.ts';
import type { Paint, Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

/** A line for each change of two plans: sign, what, from, to, effect, places. */
export function changeLines(
  changes: readonly (PlanChange | TenantChange)[],
  palette: Palette,
): readonly string[] {
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
  const places = [from, to].flatMap((place) =>
    place === null ? [] : [`${visibleText(place.file)}:${place.line}`],
  );
  return [...new Set(places)].join(' → ');
}

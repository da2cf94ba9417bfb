import type { Action } from '../model/rule.ts';
import type { CallCounts } from '../simulate/replay-summary.ts';
import type { Palette } from './palette.ts';

/** What each part of a bar is drawn with. */
export const barSigns: { readonly [action in Action]: string } = {
  allow: '█',
  require_approval: '▒',
  deny: '░',
};

const actions = ['allow', 'require_approval', 'deny'] as const;

/**
 * A bar of that many columns (three at least), parted as the calls were decided. What occurs at all gets a column, so
 * that one denied call in a million still shows.
 */
export function countBar(counts: CallCounts, columns: number, palette: Palette): string {
  if (counts.calls === 0) return '';
  const shares = actions.map((action) => columnsOf(counts[action], counts.calls, columns));
  // Rounding is paid for by the widest part, which has columns to spare.
  const widest = shares.indexOf(Math.max(...shares));
  const spare = columns - shares.reduce((sum, share) => sum + share, 0);
  const paint = { allow: palette.good, require_approval: palette.caution, deny: palette.bad };
  return actions
    .map((action, at) => {
      const width = (shares[at] ?? 0) + (at === widest ? spare : 0);
      return width === 0 ? '' : paint[action](barSigns[action].repeat(width));
    })
    .join('');
}

function columnsOf(part: number, whole: number, columns: number): number {
  return part === 0 ? 0 : Math.max(1, Math.floor((part / whole) * columns));
}

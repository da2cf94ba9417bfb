import type { Palette } from '../report/palette.ts';
import { simulateJson } from '../report/simulate-json.ts';
import { simulatePretty } from '../report/simulate-pretty.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';

/** The formats of a result, the first by default. */
export const simulateFormats: readonly ['pretty', 'json'] = ['pretty', 'json'];

/** What a run came to, and the revision of the policies that decided. */
export interface SimulateResult {
  readonly summary: ReplaySummary;
  readonly revision: string | undefined;
}

/** The result in one of `simulateFormats`. */
export function simulateText(
  format: string,
  { summary, revision }: SimulateResult,
  palette: Palette,
): string {
  return format === 'json' ? simulateJson(summary, revision) : simulatePretty(summary, { palette });
}

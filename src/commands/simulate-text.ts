import { createHash } from 'node:crypto';
import type { PageCalls } from '../report/page/decisions-view.ts';
import { simulatePage } from '../report/page/simulate-page.ts';
import type { Palette } from '../report/palette.ts';
import { simulateJson } from '../report/simulate-json.ts';
import { simulatePretty } from '../report/simulate-pretty.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { simulateOutput } from '../simulate/simulate-output.ts';

/** The formats of a result, the first by default. */
export const simulateFormats: readonly ['pretty', 'json', 'html'] = ['pretty', 'json', 'html'];

/** What a run came to, and the revision of the policies that decided. */
export interface SimulateResult {
  readonly summary: ReplaySummary;
  readonly revision: string | undefined;
  /** For the page's table of decisions. */
  readonly calls?: PageCalls;
}

/** The result in one of `simulateFormats`. */
export function simulateText(
  format: string,
  { summary, revision, calls }: SimulateResult,
  palette: Palette,
): string {
  if (format === 'html') return simulatePage(simulateOutput(summary, revision), pageDigest, calls);
  return format === 'json' ? simulateJson(summary, revision) : simulatePretty(summary, { palette });
}

/** What the page's own policy names its style and script by. */
export function pageDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

import { createHash } from 'node:crypto';
import type { PageCalls } from '../report/page/decisions-view.ts';
import { simulatePage } from '../report/page/simulate-page.ts';
import type { Palette } from '../report/palette.ts';
import { simulateJson } from '../report/simulate-json.ts';
import { simulateJunit } from '../report/simulate-junit.ts';
import { simulateMarkdown } from '../report/simulate-markdown.ts';
import { simulatePretty } from '../report/simulate-pretty.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { simulateOutput } from '../simulate/simulate-output.ts';

/** The formats of a result, the first by default. */
export const simulateFormats: readonly ['pretty', 'json', 'html', 'junit', 'markdown'] = [
  'pretty',
  'json',
  'html',
  'junit',
  'markdown',
];

/** What a run came to, and the revision of the policies that decided. */
export interface SimulateResult {
  readonly summary: ReplaySummary;
  readonly revision: string | undefined;
  /** For the page's table of decisions. */
  readonly calls?: PageCalls | undefined;
  /** The texts of the policies, for the page's coverage. */
  readonly sources?: ReadonlyMap<string, string>;
  /** What the run was asked to fail on. */
  readonly failsOn?: readonly string[];
}

/** The result in one of `simulateFormats`. */
export function simulateText(
  format: string,
  { summary, revision, calls, sources, failsOn }: SimulateResult,
  palette: Palette,
): string {
  if (format === 'html')
    return simulatePage(simulateOutput(summary, revision), pageDigest, { calls, sources });
  if (format === 'junit') return simulateJunit(summary, failsOn);
  if (format === 'markdown') return simulateMarkdown(summary);
  return format === 'json' ? simulateJson(summary, revision) : simulatePretty(summary, { palette });
}

/** What the page's own policy names its style and script by. */
export function pageDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

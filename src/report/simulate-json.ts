import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { simulateOutput } from '../simulate/simulate-output.ts';
import { jsonText } from './json-text.ts';

/** The result of a replay as `simulate --format json` prints it (`schemas/simulate-output.schema.json`). */
export function simulateJson(summary: ReplaySummary, revision: string | undefined): string {
  return jsonText(simulateOutput(summary, revision));
}

import type { Severity } from '../model/diagnostic.ts';
import type { Palette } from './palette.ts';
import { severityPaint } from './pretty-diagnostic.ts';

/** What is listed of a rule. */
export interface ListedRule {
  readonly code: string;
  readonly level: Severity;
  readonly finds: string;
}

/** Rules as a list, a line each: code, level, what it finds. Ends with a line break. */
export function prettyRules(rules: readonly ListedRule[], palette: Palette): string {
  const width = Math.max(...rules.map(({ code }) => code.length));
  const lines = rules.map(({ code, level, finds }) => {
    return `${palette.strong(code.padEnd(width))}  ${severityPaint(level, palette)(level.padEnd(7))}  ${finds}\n`;
  });
  return `${lines.join('')}\npolicy rules CODE says why, and what to write\n`;
}

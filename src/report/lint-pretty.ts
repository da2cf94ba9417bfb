import type { Finding, LintResult } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { countBySeverity, worstFindings } from './finding-order.ts';
import { findingPretty } from './finding-pretty.ts';
import { withoutSecrets } from './finding-text.ts';
import { isolationText } from './isolation-text.ts';
import { type Palette, plainPalette } from './palette.ts';
import { summaryWords } from './summary-words.ts';

export interface LintPrettyOptions {
  readonly palette?: Palette;
  /** Leave nothing out. */
  readonly all?: boolean;
  /** How many findings are shown at most, the worst ones; 50 where absent. */
  readonly limit?: number;
}

/**
 * Findings as a person reads them, each with its source line, and a last line that counts them. Ends with a line break.
 * All text is made safe to print, and secrets are starred out.
 */
export function lintPretty(
  result: LintResult,
  sources: ReadonlyMap<string, SourceText>,
  options: LintPrettyOptions = {},
): string {
  const palette = options.palette ?? plainPalette;
  const limit = options.all === true ? result.findings.length : (options.limit ?? 50);
  const { shown, left } = worstFindings(result.findings, limit);
  const masked = withoutSecrets(result, sources);
  const parts = shown.map((finding, index) => {
    const isShown = isSamePlace(finding, shown[index - 1]);
    return findingPretty(finding, masked.get(finding.file), palette, isShown);
  });
  if (left.length > 0) parts.push(leftOut(left));
  parts.push(summaryLine(result, palette));
  if (result.isolation !== undefined)
    parts.push(isolationText(result.isolation, palette, options.all === true));
  return `${parts.join('\n\n')}\n`;
}

/** Whether the line that a finding marks stands right above it. */
function isSamePlace({ file, range }: Finding, above: Finding | undefined): boolean {
  if (above?.file !== file) return false;
  const { start, end } = above.range;
  return start.offset === range.start.offset && end.offset === range.end.offset;
}

function leftOut(left: readonly Finding[]): string {
  const codes = new Map<string, number>();
  for (const { code } of left) codes.set(code, (codes.get(code) ?? 0) + 1);
  const most = [...codes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 5);
  const listed = most.map(([code, count]) => `${visibleText(code)} ${count}`).join(', ');
  const rest = codes.size > most.length ? ', ...' : '';
  return `... and ${countBySeverity(left)} more (${listed}${rest}); --all shows them`;
}

function summaryLine(result: LintResult, palette: Palette): string {
  const { errors, warnings } = result.summary;
  const paint = errors > 0 ? palette.bad : warnings > 0 ? palette.caution : palette.good;
  const { found, where } = summaryWords(result);
  return `${paint(found)} ${where}`;
}

import type { Finding, LintResult, Witness } from '../model/finding.ts';
import type { SuppressionUse } from '../model/suppression.ts';
import type { SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { evalCommand } from './eval-command.ts';
import { countBySeverity, countedWords, worstFindings } from './finding-order.ts';
import { findingDiagnostic, tenantsNote, withoutSecrets, witnessDetail } from './finding-text.ts';
import { isolationText } from './isolation-text.ts';
import { amountText } from './number-text.ts';
import { type Palette, plainPalette } from './palette.ts';
import { type DiagnosticDetail, prettyDiagnostic } from './pretty-diagnostic.ts';

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
  const masked = withoutSecrets(result.findings, sources);
  const parts = shown.map((finding, index) => {
    const witness = witnessDetail(finding);
    return prettyDiagnostic(findingDiagnostic(finding), masked.get(finding.file), {
      palette,
      placeNote: tenantsNote(finding),
      isShown: isSamePlace(finding, shown[index - 1]),
      before: witness === undefined ? [] : [witness],
      after: afterDetails(finding),
    });
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

function afterDetails({ code, witness, tenant, fix }: Finding): readonly DiagnosticDetail[] {
  const details: DiagnosticDetail[] = [];
  if (fix?.safe === true) details.push({ label: 'fix', text: `policy lint --fix   (${fix.title})` });
  if (witness !== undefined) {
    const context = tenant === undefined ? witness.context : { tenant_id: tenant, ...witness.context };
    details.push({ label: 'try', text: evalCommand({ ...witness, context }, ...howToTry(code, witness)) });
  }
  return details;
}

/** What `eval` is told, so that it shows what the finding says. */
function howToTry(code: string, { kind }: Witness): readonly string[] {
  if (code === 'isolation/overlap') return ['--trace'];
  // A decision that must not be is one that everything together makes.
  return kind === 'decision' ? [] : ['--without', 'boundaries'];
}

function leftOut(left: readonly Finding[]): string {
  const codes = new Map<string, number>();
  for (const { code } of left) codes.set(code, (codes.get(code) ?? 0) + 1);
  const most = [...codes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 5);
  const listed = most.map(([code, count]) => `${visibleText(code)} ${count}`).join(', ');
  const rest = codes.size > most.length ? ', ...' : '';
  return `... and ${countBySeverity(left)} more (${listed}${rest}); --all shows them`;
}

function summaryLine({ summary, suppressions = [] }: LintResult, palette: Palette): string {
  const { files, tenants, errors, warnings, notes, undecided, suppressed } = summary;
  const found = countedWords([
    [errors, 'error'],
    [warnings, 'warning'],
    [notes, 'note'],
  ]);
  const paint = errors > 0 ? palette.bad : warnings > 0 ? palette.caution : palette.good;
  const rest = [
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...suppressedWords(errors + warnings + notes, suppressed, suppressions),
  ];
  const where = `in ${amountText(files, 'file')}, ${amountText(tenants, 'tenant')}`;
  return [
    `${paint(found ?? (suppressions.some(({ hidden }) => hidden > 0) ? 'nothing new' : 'nothing found'))} ${where}`,
    ...rest,
  ].join(', ');
}

/** How many findings nobody has agreed to yet, beside those of which `policy.suppressions.json` and comments tell. */
function suppressedWords(
  fresh: number,
  suppressed: number,
  suppressions: readonly SuppressionUse[],
): readonly string[] {
  const hiddenBy = (uses: readonly SuppressionUse[]): number =>
    uses.reduce((sum, { hidden }) => sum + hidden, 0);
  const known = hiddenBy(suppressions);
  const escapes = hiddenBy(
    suppressions.filter(({ suppression }) => suppression.code === 'isolation/rules-escape'),
  );
  const ignored = suppressed - known;
  const among = escapes === 0 ? '' : ` (${amountText(escapes, 'rules-escape')})`;
  return [
    ...(known > 0 && fresh > 0 ? [`${fresh} new`] : []),
    ...(known > 0 ? [`${known} suppressed${among}`] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ];
}

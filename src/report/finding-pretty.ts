import type { Finding, Witness } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { evalCommand } from './eval-command.ts';
import { findingDiagnostic, tenantsNote, witnessDetail } from './finding-text.ts';
import type { Palette } from './palette.ts';
import { type DiagnosticDetail, prettyDiagnostic } from './pretty-diagnostic.ts';

/**
 * A finding as a person reads it, safe to print; without a line break at its end. `source` is that of its file, secrets
 * starred out; `isShown` says that the line that it marks stands right above.
 */
export function findingPretty(
  finding: Finding,
  source: SourceText | undefined,
  palette: Palette,
  isShown: boolean = false,
): string {
  const witness = witnessDetail(finding);
  return prettyDiagnostic(findingDiagnostic(finding), source, {
    palette,
    placeNote: tenantsNote(finding),
    isShown,
    before: witness === undefined ? [] : [witness],
    after: afterDetails(finding),
  });
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

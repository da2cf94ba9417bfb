import type { Log, Notification, Result } from 'sarif';
import type { CatalogueCoverage } from '../model/control-coverage.ts';
import type { Finding, LintResult } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { controlTally } from './control-lines.ts';
import { countBySeverity } from './finding-order.ts';
import { type Digest, findingPrints } from './finding-prints.ts';
import { withoutSecrets } from './finding-text.ts';
import { fitFindings, type ReportRoom, unbounded } from './fit-findings.ts';
import { jsonText } from './json-text.ts';
import { amountText } from './number-text.ts';
import { sourceRoot } from './sarif-location.ts';
import { type ResultFrame, sarifResult } from './sarif-result.ts';
import { type SarifRule, sarifRule } from './sarif-rule.ts';
import { type ControlCatalogue, sarifTaxonomies } from './sarif-taxonomies.ts';
import { summaryWords } from './summary-words.ts';

export interface LintSarifOptions {
  /** Of this program. */
  readonly version: string;
  readonly rules: readonly SarifRule[];
  readonly catalogues: readonly ControlCatalogue[];
  readonly digest: Digest;
  /** Put before each path, so that it is relative to the repository: `policies/`. */
  readonly pathPrefix?: string;
  /** Leave nothing out, neither what is suppressed. Code scanning may refuse it, and opens what is suppressed. */
  readonly all?: boolean;
  /** Of the catalogues that were asked for, what the run says of each control. */
  readonly controls?: readonly CatalogueCoverage[];
}

// Code scanning keeps 5,000 results of a run and takes 10 MB. Rules, taxonomies and the indentation of the results come
// on top of what is counted here.
const room: ReportRoom = { findings: 5_000, bytes: 7_000_000 };

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * The result as SARIF 2.1.0, as GitHub's code scanning takes it: the worst findings as far as it keeps them, and a
 * notification that counts the rest. Ends with a line break.
 */
export function lintSarif(
  result: LintResult,
  sources: ReadonlyMap<string, SourceText>,
  options: LintSarifOptions,
): string {
  const { all = false, pathPrefix = '' } = options;
  const hidden = result.hidden ?? [];
  const findings = [...result.findings, ...hidden.map(({ finding }) => finding)];
  const rules = withUnknown(options.rules, findings);
  const prints = findingPrints(findings, sources, options.digest);
  const frame: ResultFrame = {
    sources: withoutSecrets(result, sources),
    prints,
    ruleIndex: new Map(rules.map(({ code }, index) => [code, index])),
    prefix: pathPrefix,
  };
  const fitted = fitFindings(result.findings, all ? unbounded : room, (finding) =>
    jsonText(sarifResult(finding, frame)),
  );
  const results = fitted.shown.map(({ finding }) => sarifResult(finding, frame));
  if (all) results.push(...hidden.map((each) => sarifResult(each.finding, frame, each)));
  return jsonText(log(result, { results, left: fitted.left, rules, options }));
}

interface LogParts {
  readonly results: Result[];
  readonly left: readonly Finding[];
  readonly rules: readonly SarifRule[];
  readonly options: LintSarifOptions;
}

function log(result: LintResult, { results, left, rules, options }: LogParts): Log {
  const served = rules.flatMap((rule) => rule.controls);
  const { taxonomies, references, relationOf } = sarifTaxonomies(
    options.catalogues,
    served,
    options.controls,
    options.all,
  );
  const { version, pathPrefix = '' } = options;
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'policy lint',
            fullName: `Bulkhead policy lint ${version}`,
            version,
            semanticVersion: version,
            shortDescription: { text: 'Policies that keep tenants apart when AI agents act for them.' },
            supportedTaxonomies: [...references],
            rules: rules.map((rule) => sarifRule(rule, relationOf)),
          },
        },
        // Workspaces of one repository are analyses of their own: none overwrites another.
        automationDetails: { id: `policy-lint/${pathPrefix}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The root of the repository.' } } },
        taxonomies: [...taxonomies],
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [...notifications(result, left, options)],
          },
        ],
        results,
        properties: { summary: result.summary, ...(left.length === 0 ? {} : { omitted: left.length }) },
      },
    ],
  };
}

function notifications(
  result: LintResult,
  left: readonly Finding[],
  { all = false, controls: catalogues = [] }: LintSarifOptions,
): readonly Notification[] {
  const { found, where } = summaryWords(result);
  const { suppressed } = result.summary;
  const notes: Notification[] = [{ level: 'note', message: { text: `${found} ${where}.` } }];
  if (left.length > 0) {
    const text = `${countBySeverity(left)} more had no room here; policy lint --all lists them.`;
    notes.push({ level: 'warning', message: { text } });
  }
  if (suppressed > 0 && !all) {
    const text = `${amountText(suppressed, 'suppressed finding')} left out; policy lint --all has them, marked as such.`;
    notes.push({ level: 'note', message: { text } });
  }
  for (const { title, controls } of catalogues) {
    const uncovered = controls.filter(({ state }) => state === 'uncovered').map(({ id }) => id);
    const names = uncovered.length === 0 ? '' : ` Uncovered: ${uncovered.join(', ')}.`;
    notes.push({ level: 'note', message: { text: `${title}, ${controlTally(controls)}.${names}` } });
  }
  return notes;
}

/** Whatever is found under a code without a rule is described all the same. */
function withUnknown(rules: readonly SarifRule[], findings: readonly Finding[]): readonly SarifRule[] {
  const known = new Map(rules.map((rule) => [rule.code, rule]));
  for (const { code, severity } of findings) {
    if (known.has(code)) continue;
    const finds = 'what no rule of this version stands for';
    known.set(code, { code, level: severity, kind: 'S', finds, help: 'see the message', controls: [] });
  }
  return [...known.values()];
}

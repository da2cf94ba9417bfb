import type { CatalogueCoverage } from '../model/control-coverage.ts';
import type { Finding, LintResult } from '../model/finding.ts';
import { worstFindings } from './finding-order.ts';
import { jsonText } from './json-text.ts';

/** What `lint --format json` prints, read again. */
export interface LintOutput extends Pick<LintResult, 'findings' | 'summary' | 'isolation'> {
  readonly schemaVersion: 1;
  /** How many findings were left out. */
  readonly omitted?: number;
  readonly controls?: readonly CatalogueCoverage[];
  readonly fixed?: { readonly applied: number; readonly files: readonly string[] };
}

export interface LintJsonOptions {
  /** Leave nothing out. */
  readonly all?: boolean;
  /** How many findings are printed at most, the worst ones; 10,000 where absent. */
  readonly limit?: number;
  /** What fixes did, as data. */
  readonly fixed?: object;
  /** Of the catalogues that were asked for, what the run says of each control. */
  readonly controls?: readonly CatalogueCoverage[];
}

/**
 * The result as `schemas/lint-output.schema.json` describes it. Where findings were left out `omitted` counts them; the
 * summary counts all. Ends with a line break.
 */
export function lintJson(result: LintResult, options: LintJsonOptions = {}): string {
  const limit = options.all === true ? result.findings.length : (options.limit ?? 10_000);
  const { shown, left } = worstFindings(result.findings, limit);
  const output = {
    schemaVersion: 1,
    findings: shown.map(printed),
    ...(left.length === 0 ? {} : { omitted: left.length }),
    summary: result.summary,
    ...(result.isolation === undefined ? {} : { isolation: result.isolation }),
    ...(options.controls === undefined ? {} : { controls: options.controls }),
    ...(options.fixed === undefined ? {} : { fixed: options.fixed }),
  };
  return jsonText(output);
}

/** What of a finding is printed, in this order. */
function printed(finding: Finding): Omit<Finding, 'label' | 'causes' | 'secret'> {
  const { code, severity, message, help, file, range, tenant, tenants, rule, tool, witness, controls, fix } =
    finding;
  return {
    code,
    severity,
    message,
    help,
    file,
    range,
    ...(tenant === undefined ? {} : { tenant }),
    ...(tenants === undefined ? {} : { tenants }),
    ...(rule === undefined ? {} : { rule }),
    ...(tool === undefined ? {} : { tool }),
    ...(witness === undefined ? {} : { witness }),
    ...(controls === undefined ? {} : { controls }),
    ...(fix === undefined ? {} : { fix }),
  };
}

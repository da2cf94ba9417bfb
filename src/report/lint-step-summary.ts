import type { Finding, LintResult } from '../model/finding.ts';
import { visibleText } from '../text/visible-text.ts';
import { countBySeverity } from './finding-order.ts';
import { tenantsNote, witnessDetail } from './finding-text.ts';
import { amountText } from './number-text.ts';

// GitHub takes 1 MiB for a step. UTF-8 takes three bytes at most for a UTF-16 code unit.
const codeUnitLimit = 300_000;

/**
 * All findings as Markdown for GitHub's step summary: a line that counts them and a table, which says where it had to
 * end. Text from files is code or escaped, so that it can neither form the page nor link anywhere.
 */
export function lintStepSummary(result: LintResult): string {
  const { findings, summary } = result;
  const counts = countBySeverity(findings) ?? 'Nothing found';
  const head = `### policy lint\n\n${counts} in ${amountText(summary.files, 'file')}, ${amountText(summary.tenants, 'tenant')}.\n`;
  if (findings.length === 0) return head;
  let table = '\n| level | rule | place | finding |\n|---|---|---|---|\n';
  for (const [index, finding] of findings.entries()) {
    const row = rowOf(finding);
    if (table.length + row.length > codeUnitLimit) {
      return `${head}${table}\n${countBySeverity(findings.slice(index))} more had no room here; \`policy lint --all\` lists them.\n`;
    }
    table += row;
  }
  return head + table;
}

function rowOf(finding: Finding): string {
  const { severity, code, message, help, file, range } = finding;
  const place = `${file}:${range.start.line}:${range.start.column}`;
  const witness = witnessDetail(finding);
  const call =
    witness === undefined || witness.text.length > 1000
      ? ''
      : `${cell(witness.label)} ${codeCell(witness.text)}<br>`;
  return `| ${severity} | ${codeCell(code)} | ${codeCell(place)}${cell(tenantsNote(finding))} | ${cell(message)}<br>${call}${cell(help)} |\n`;
}

/** Text in which Markdown and HTML mean nothing. */
function cell(text: string): string {
  return visibleText(text.replaceAll('\n', ' ')).replace(
    /[\\`*_{}[\]<>()#+\-.!|~&@$:/^=]/g,
    (mark) => `&#${mark.charCodeAt(0)};`,
  );
}

function codeCell(text: string): string {
  return `<code>${cell(text)}</code>`;
}

import type { Finding, LintResult } from '../../src/model/finding.ts';
import type { Severity } from '../../src/model/diagnostic.ts';
import { positionAt, createSourceText } from '../../src/text/source-text.ts';

/** A finding that marks `marked`, the first such text of the file. */
export function findingAt(file: string, text: string, marked: string, more: Partial<Finding> = {}): Finding {
  const source = createSourceText(file, text);
  const start = text.indexOf(marked);
  return {
    code: 'structure/default-allow',
    severity: 'error',
    message: 'whatever no rule decides is allowed',
    help: 'write `default_action: deny`',
    file,
    range: { start: positionAt(source, start), end: positionAt(source, start + marked.length) },
    ...more,
  };
}

export function resultOf(
  findings: readonly Finding[],
  more: Partial<LintResult['summary']> = {},
): LintResult {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    findings,
    summary: {
      files: 1,
      tenants: 1,
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      undecided: 0,
      suppressed: 0,
      ...more,
    },
  };
}

/** What a hostile file might put into a message, a path or a name. */
export const hostileText = '\u001b[31m\u202e\u0007\r\n::error::x%0A|`<script>](http://a.b)\u2028';

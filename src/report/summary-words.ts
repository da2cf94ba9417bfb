import type { LintResult } from '../model/finding.ts';
import type { SuppressionUse } from '../model/suppression.ts';
import { countedWords } from './finding-order.ts';
import { amountText } from './number-text.ts';

/** What a run found, in words: `2 errors, 1 warning`, and `in 4 files, 3 tenants, 14 suppressed`. */
export interface SummaryWords {
  readonly found: string;
  readonly where: string;
}

/** The summary of a run as one line of two parts; nothing in it comes from a file. */
export function summaryWords({ summary, suppressions = [] }: LintResult): SummaryWords {
  const { files, tenants, errors, warnings, notes, undecided, suppressed } = summary;
  const found = countedWords([
    [errors, 'error'],
    [warnings, 'warning'],
    [notes, 'note'],
  ]);
  const nothing = suppressions.some(({ hidden }) => hidden > 0) ? 'nothing new' : 'nothing found';
  return {
    found: found ?? nothing,
    where: [
      `in ${amountText(files, 'file')}, ${amountText(tenants, 'tenant')}`,
      ...(undecided > 0 ? [`${undecided} undecided`] : []),
      ...suppressedWords(errors + warnings + notes, suppressed, suppressions),
    ].join(', '),
  };
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

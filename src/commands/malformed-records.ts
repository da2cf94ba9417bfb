import { UserMistake } from '../host/user-mistake.ts';
import { amountText } from '../report/number-text.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';

/** What a run with malformed records ends with, when all else was decided; undefined where there are none. */
export function malformedRecords({ sources }: ReplaySummary, help: string): UserMistake | undefined {
  const total = sources.reduce((sum, source) => sum + source.malformedTotal, 0);
  if (total === 0) return undefined;
  const [first] = sources.flatMap(({ path, malformed }) => malformed.map((record) => ({ path, ...record })));
  const place =
    first === undefined
      ? ''
      : `, the first in ${first.path}${first.line === undefined ? '' : `:${first.line}`}: ${first.why}`;
  return new UserMistake(`${amountText(total, 'malformed record')}${place}`, { help });
}

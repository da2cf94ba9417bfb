import { readInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { amountText } from '../report/number-text.ts';
import { type ExpectedLabel, readExpectedLabels } from '../simulate/expected-labels.ts';
import { visibleText } from '../text/visible-text.ts';

/** In bytes. */
const labelLimit = { what: 'a file of labels', maxBytes: 64 * 1024 * 1024 };
const mostShown = 10;

/** The labels of a file, relative to `cwd`. Throws `UserMistake` with the places of what is wrong. */
export async function loadExpectedLabels(file: string, cwd: string): Promise<readonly ExpectedLabel[]> {
  const reading = readExpectedLabels(await readInput(file, cwd, labelLimit));
  if (reading.ok) return reading.labels;
  const { problems } = reading;
  const [first] = problems;
  const textOf = ({ line, column, message }: (typeof problems)[number]): string =>
    `${visibleText(file)}:${line}:${column} ${message}`;
  const more = problems.slice(1, mostShown).map(textOf);
  const left = problems.length - 1 - more.length;
  throw new UserMistake(first === undefined ? `${visibleText(file)} cannot be read` : textOf(first), {
    help: 'its form is in schemas/expected-label.schema.json and docs/commands/simulate.md',
    ...(more.length === 0
      ? {}
      : { details: [...more, ...(left > 0 ? [`and ${amountText(left, 'problem')} more`] : [])].join('\n') }),
  });
}

import { readChunks } from '../host/read-chunks.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { PageCalls } from '../report/page/decisions-view.ts';
import { createKeptCalls } from '../report/page/kept-calls.ts';
import { amountText } from '../report/number-text.ts';
import { readCallRecord } from '../simulate/read-record.ts';
import type { SimulateOutput } from '../simulate/simulate-output.ts';
import { visibleText } from '../text/visible-text.ts';
import { createLineSplitter, type Line } from '../transcript/read/split-lines.ts';

/**
 * The calls of a run that its page lists, from what `simulate --format jsonl` printed. Throws `UserMistake` for a line that
 * is none, and for calls of another run than the result's.
 */
export async function readSavedCalls(file: string, cwd: string, result: SimulateOutput): Promise<PageCalls> {
  const shown = visibleText(file);
  const kept = createKeptCalls();
  const counts = { calls: 0, allow: 0, deny: 0, require_approval: 0 };
  const take = ({ number, text, problem }: Line): void => {
    const reading = text === undefined ? { ok: false as const, problem } : readCallRecord(text);
    if (!reading.ok)
      throw new UserMistake(`${shown}:${number}: ${reading.problem}`, {
        help: 'write it with policy simulate --format jsonl=calls.jsonl',
      });
    const { trace, ...record } = reading.record;
    const { action } = record.decision;
    counts.calls += 1;
    counts[action] += 1;
    kept.add(action, () => (trace === undefined ? { record } : { record, trace }));
  };
  const splitter = createLineSplitter();
  for await (const chunk of readChunks(file, cwd, new AbortController().signal))
    for (const line of splitter.push(chunk)) take(line);
  for (const line of splitter.end()) take(line);
  const { totals } = result;
  if (
    counts.calls !== totals.calls ||
    counts.allow !== totals.allow ||
    counts.deny !== totals.deny ||
    counts.require_approval !== totals.require_approval
  )
    throw new UserMistake(
      `${shown} is of another run: it has ${amountText(counts.calls, 'call')}, ${counts.deny} of them denied; the result has ${amountText(totals.calls, 'call')}, ${totals.deny} denied`,
      { help: 'one run can write both: --format json=results.json --format jsonl=calls.jsonl' },
    );
  return kept.calls(result, totals.calls);
}

import type { ControlCoverage, FindingCounts } from '../model/control-coverage.ts';
import { countedWords } from './finding-order.ts';
import { amountText } from './number-text.ts';

/** A line about a control: under which word, what, and of findings by which rules. `text` need not be safe to print. */
export interface ControlLine {
  readonly label: 'checked' | 'found' | 'delegated' | 'not covered' | 'uncovered';
  readonly text: string;
  readonly note?: string;
}

/** Items of a list that are shown unless everything is. */
const mostListed = 6;

/** What a run says of a control, for people, line by line. A control of which nothing was looked at is `uncovered`. */
export function controlLines(control: ControlCoverage, all: boolean): readonly ControlLine[] {
  const { delegated, notCovered } = control;
  const shown = all ? notCovered : notCovered.slice(0, mostListed);
  const more = notCovered.length - shown.length;
  return [
    ...lookedLines(control, all),
    ...(delegated.length === 0
      ? []
      : [{ label: 'delegated' as const, text: listed(delegatedWords(control), all) }]),
    ...shown.map((text) => ({ label: 'not covered' as const, text })),
    ...(more === 0 ? [] : [{ label: 'not covered' as const, text: `${more} more (--all lists them)` }]),
  ];
}

/** `11 controls: 0 with findings, 3 checked in part, 5 checked, 3 uncovered`. */
export function controlTally(controls: readonly ControlCoverage[]): string {
  const of = (state: ControlCoverage['state']): number =>
    controls.filter((control) => control.state === state).length;
  const words = [
    `${of('findings')} with findings`,
    `${of('partly')} checked in part`,
    `${of('checked')} checked`,
    `${of('uncovered')} uncovered`,
  ];
  return `${amountText(controls.length, 'control')}: ${words.join(', ')}`;
}

/** What nobody should take `checked` for; two lines. */
export const controlCaution =
  'Checked is what documents say, and what proofs show of rules and boundaries. Whether it is so out there, and what\nelse a control asks for, nobody can tell from here.';

/** `arguments.query of report to storage.row_level_security`, of each argument that is left to another control. */
export function delegatedWords({ delegated }: ControlCoverage): readonly string[] {
  return delegated.map(({ tool, path, to }) => `${path} of ${tool} to ${to ?? 'somebody'}`);
}

function lookedLines(control: ControlCoverage, all: boolean): readonly ControlLine[] {
  const { state, checked, findings, notCovered } = control;
  if (state === 'uncovered') {
    const why =
      notCovered.length === 0 ? 'no rule serves it' : 'no rule that serves it had anything to look at';
    return [{ label: 'uncovered', text: why }];
  }
  const codes = checked.map(({ code }) => code);
  const words = countWords(findings);
  return [
    { label: 'checked', text: listed(codes, all) },
    words === undefined
      ? { label: 'found', text: 'nothing' }
      : { label: 'found', text: words, note: `(${foundBy(control).join(', ')})` },
  ];
}

function foundBy({ checked }: ControlCoverage): readonly string[] {
  return checked.flatMap((rule) => {
    const count = rule.errors + rule.warnings + rule.notes;
    return count === 0 ? [] : [`${rule.code}${count === 1 ? '' : ` ${count}`}`];
  });
}

function countWords({ errors, warnings, notes }: FindingCounts): string | undefined {
  return countedWords([
    [errors, 'error'],
    [warnings, 'warning'],
    [notes, 'note'],
  ]);
}

function listed(items: readonly string[], all: boolean): string {
  const shown = all ? items : items.slice(0, mostListed);
  const more = items.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

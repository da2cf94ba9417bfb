import type { CatalogueCoverage, ControlCoverage, FindingCounts } from '../model/control-coverage.ts';
import { visibleText } from '../text/visible-text.ts';
import { countedWords } from './finding-order.ts';
import { amountText } from './number-text.ts';
import type { Palette } from './palette.ts';

/** Items of a list that are shown unless everything is. */
const mostListed = 6;

/**
 * Catalogues as a person reads them: of each control what was checked, found, delegated and not covered. Ends with a line
 * break. All text is made safe to print.
 */
export function controlsPretty(
  catalogues: readonly CatalogueCoverage[],
  palette: Palette,
  all: boolean = false,
): string {
  const parts = catalogues.map((catalogue) => {
    const { title, version, controls } = catalogue;
    const blocks = controls.map((control) => controlText(control, palette, all));
    return [`${palette.strong(`${title}, ${version}`)}\n${tally(controls)}`, ...blocks].join('\n\n');
  });
  const caution =
    'Checked is what documents say, and what proofs show of rules and boundaries. Whether it is so out there, and what\nelse a control asks for, nobody can tell from here.';
  return `${[...parts, caution].join('\n\n')}\n`;
}

function tally(controls: readonly ControlCoverage[]): string {
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

function controlText(control: ControlCoverage, palette: Palette, all: boolean): string {
  const { id, title, state, checked, delegated, notCovered } = control;
  const lines = [`${palette.strong(id)}  ${title}`];
  const add = (label: string, text: string): void => {
    lines.push(`  ${label.padEnd(12)} ${text}`);
  };
  if (state === 'uncovered') {
    const why =
      notCovered.length === 0 ? 'no rule serves it' : 'no rule that serves it had anything to look at';
    add('uncovered', palette.caution(why));
  } else {
    add(
      'checked',
      listed(
        checked.map(({ code }) => code),
        all,
      ),
    );
    add('found', found(control, palette));
  }
  if (delegated.length > 0) {
    const words = delegated.map(({ tool, path, to }) => `${path} of ${tool} to ${to ?? 'somebody'}`);
    add('delegated', listed(words.map(visibleText), all));
  }
  for (const text of all ? notCovered : notCovered.slice(0, mostListed))
    add('not covered', visibleText(text));
  if (!all && notCovered.length > mostListed)
    add('not covered', `${notCovered.length - mostListed} more (--all lists them)`);
  return lines.join('\n');
}

function found({ findings, checked }: ControlCoverage, palette: Palette): string {
  const words = countWords(findings);
  if (words === undefined) return 'nothing';
  const paint = findings.errors > 0 ? palette.bad : findings.warnings > 0 ? palette.caution : palette.dim;
  const codes = checked.flatMap((rule) => {
    const count = rule.errors + rule.warnings + rule.notes;
    return count === 0 ? [] : [`${rule.code}${count === 1 ? '' : ` ${count}`}`];
  });
  return `${paint(words)} (${codes.join(', ')})`;
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

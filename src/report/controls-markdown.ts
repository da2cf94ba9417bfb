import type { CatalogueCoverage, ControlCoverage } from '../model/control-coverage.ts';
import { utf8Length } from '../text/utf8-length.ts';
import { controlCaution, controlLines, controlTally } from './control-lines.ts';
import { codeSpan, plainCell } from './markdown-code.ts';
import { amountText } from './number-text.ts';

export interface ControlsMarkdownOptions {
  /** UTF-8 bytes that the rows may take; those that have no room are counted. */
  readonly bytes: number;
  /** Lists in full, and of all rows none is left out. */
  readonly all?: boolean;
}

const states: Readonly<Record<ControlCoverage['state'], string>> = {
  findings: 'findings',
  partly: 'checked in part',
  checked: 'checked',
  uncovered: 'uncovered',
};

/**
 * Catalogues as Markdown: a table for each, a row for each control. Empty for no catalogue; ends with a line break. Text
 * from files can neither form the page nor link, load or mention anything.
 */
export function controlsMarkdown(
  catalogues: readonly CatalogueCoverage[],
  options: ControlsMarkdownOptions,
): string {
  if (catalogues.length === 0) return '';
  const { all = false } = options;
  let room = all ? Number.POSITIVE_INFINITY : options.bytes;
  const parts = catalogues.map(({ title, version, controls }) => {
    const rows: string[] = [];
    for (const control of controls) {
      const row = rowOf(control, all);
      const size = utf8Length(row);
      if (size > room) continue;
      room -= size;
      rows.push(row);
    }
    const left = controls.length - rows.length;
    const rest =
      left === 0 ? [] : [`\n${amountText(left, 'control')} had no room here; \`--all\` lists all.`];
    const head = `#### ${plainCell(`${title}, ${version}`)}\n\n${controlTally(controls)}.\n`;
    const table =
      rows.length === 0 ? [] : [`\n| control | state | of it |\n|---|---|---|\n${rows.join('\n')}`];
    return [head, ...table, ...rest].join('\n').replaceAll('\n\n\n', '\n\n');
  });
  return `${[...parts, controlCaution].join('\n\n')}\n`;
}

function rowOf(control: ControlCoverage, all: boolean): string {
  const { id, title, state } = control;
  const lines = controlLines(control, all).map(
    ({ label, text, note }) =>
      `${label}: ${plainCell(text)}${note === undefined ? '' : ` ${plainCell(note)}`}`,
  );
  return `| ${codeSpan(id)} ${plainCell(title)} | ${states[state]} | ${lines.join('<br>')} |`;
}

import type { CatalogueCoverage, ControlCoverage, FindingCounts } from '../model/control-coverage.ts';
import { visibleText } from '../text/visible-text.ts';
import { type ControlLine, controlCaution, controlLines, controlTally } from './control-lines.ts';
import type { Paint, Palette } from './palette.ts';

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
    return [`${palette.strong(`${title}, ${version}`)}\n${controlTally(controls)}`, ...blocks].join('\n\n');
  });
  return `${[...parts, controlCaution].join('\n\n')}\n`;
}

function controlText(control: ControlCoverage, palette: Palette, all: boolean): string {
  const { id, title, findings } = control;
  const lines = controlLines(control, all).map((line) => {
    const { label, text, note } = line;
    const shown = paintOf(line, findings, palette)(visibleText(text));
    return `  ${label.padEnd(12)} ${shown}${note === undefined ? '' : ` ${visibleText(note)}`}`;
  });
  return [`${palette.strong(id)}  ${title}`, ...lines].join('\n');
}

function paintOf({ label, note }: ControlLine, { errors, warnings }: FindingCounts, palette: Palette): Paint {
  if (label === 'uncovered') return palette.caution;
  if (note === undefined) return (text) => text;
  return errors > 0 ? palette.bad : warnings > 0 ? palette.caution : palette.dim;
}

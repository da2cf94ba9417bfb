import type { Answer, TraceStep } from '../model/decision.ts';
import { visibleText } from '../text/visible-text.ts';
import type { Paint, Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

/**
 * The steps of a decision as aligned lines: step, rule and condition, what was asked, what came of it, why. A step's
 * name stands once for the lines that belong to it.
 */
export function prettyTrace(trace: readonly TraceStep[], palette: Palette): readonly string[] {
  const rows = trace.map((step, index) => cells(step, trace[index - 1], palette));
  const used = [0, 1, 2, 3, 4].filter((column) => rows.some((row) => row[column]?.text !== ''));
  return tableLines(
    rows.map((row) => row.filter((_, column) => used.includes(column))),
    '  ',
  );
}

function cells(step: TraceStep, before: TraceStep | undefined, palette: Palette): readonly TableCell[] {
  const where = [step.rule, step.condition].filter((word) => word !== undefined).join(' ');
  const asked = [step.path, step.matcher].filter((word) => word !== undefined).join('  ');
  const result =
    step.answer === undefined
      ? { text: visibleText(step.outcome), paint: outcomePaint(step.outcome, palette) }
      : { text: step.answer, paint: answerPaint(step.answer, palette) };
  return [
    { text: step.step === before?.step ? '' : step.step, paint: palette.strong },
    { text: visibleText(where), paint: palette.place },
    { text: visibleText(asked) },
    result,
    { text: visibleText(step.detail ?? ''), paint: palette.dim },
  ];
}

function answerPaint(answer: Answer, palette: Palette): Paint {
  if (answer === 'yes') return palette.good;
  return answer === 'unclear' ? palette.caution : palette.dim;
}

function outcomePaint(outcome: string, palette: Palette): Paint {
  if (/\bdeny\b/.test(outcome)) return palette.bad;
  if (/\b(require_approval|floor)\b/.test(outcome)) return palette.caution;
  return /\b(allow|pass)\b/.test(outcome) ? palette.good : palette.dim;
}

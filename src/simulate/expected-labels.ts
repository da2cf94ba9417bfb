import { isPlainObject } from '../engine/plain-data.ts';
import type { Action } from '../model/rule.ts';
import { readJson } from '../text/strict-json.ts';
import { suggest } from '../text/suggest.ts';
import { visibleText } from '../text/visible-text.ts';

/** What is expected of recorded calls: of all of which everything that is given holds. */
export interface ExpectedLabel {
  /** The recording's path as results name it. */
  readonly file?: string;
  /** The line in it, from 1. */
  readonly line?: number;
  /** The call in it, from 0. */
  readonly index?: number;
  readonly callId?: string;
  readonly session?: string;
  /** Any of them is right; at least one, in the order of `actionOrder`. */
  readonly actions: readonly Action[];
  /** The label's own line, from 1. */
  readonly at: number;
}

/** What is wrong with a file of labels: where (from 1), and a sentence without full stop. */
interface LabelProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type LabelReading =
  | { readonly ok: true; readonly labels: readonly ExpectedLabel[] }
  | { readonly ok: false; readonly problems: readonly LabelProblem[] };

/** The order in which several expected actions are named. */
export const actionOrder: readonly Action[] = ['allow', 'require_approval', 'deny'];

const criteria = ['file', 'line', 'index', 'callId', 'session'] as const;
const keys = [...criteria, 'action'];

/** Reads labels: JSON Lines (`schemas/expected-label.schema.json`). Empty lines are skipped; a file without a label is a problem. */
export function readExpectedLabels(text: string): LabelReading {
  const labels: ExpectedLabel[] = [];
  const problems: LabelProblem[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const read = readLabel(line, at + 1);
    if (read.ok) labels.push(read.label);
    else problems.push({ line: at + 1, column: read.column, message: read.message });
  }
  if (problems.length > 0) return { ok: false, problems };
  if (labels.length === 0)
    return { ok: false, problems: [{ line: 1, column: 1, message: 'there is no label' }] };
  return { ok: true, labels };
}

type LineReading =
  | { readonly ok: true; readonly label: ExpectedLabel }
  | { readonly ok: false; readonly column: number; readonly message: string };

function readLabel(line: string, at: number): LineReading {
  const reading = readJson(line);
  if (!reading.ok) return { ok: false, column: reading.offset + 1, message: reading.problem };
  const { value, duplicateKey } = reading;
  if (duplicateKey !== undefined)
    return { ok: false, column: duplicateKey.offset + 1, message: 'this key occurs twice' };
  if (!isPlainObject(value)) return { ok: false, column: 1, message: 'a label is an object' };
  for (const [key, member] of Object.entries(value)) {
    const message = memberProblem(key, member);
    if (message !== undefined)
      return { ok: false, column: line.indexOf(JSON.stringify(key)) + 1 || 1, message };
  }
  const actions = actionsOf(value.action);
  if (actions === undefined)
    return { ok: false, column: 1, message: 'a label needs `action`: what is expected' };
  if (!criteria.some((key) => Object.hasOwn(value, key)))
    return {
      ok: false,
      column: 1,
      message: `a label needs one of ${criteria.join(', ')}: which calls it is about`,
    };
  const { file, line: recordedLine, index, callId, session } = value;
  return {
    ok: true,
    label: {
      ...(typeof file === 'string' ? { file } : {}),
      ...(typeof recordedLine === 'number' ? { line: recordedLine } : {}),
      ...(typeof index === 'number' ? { index } : {}),
      ...(typeof callId === 'string' ? { callId } : {}),
      ...(typeof session === 'string' ? { session } : {}),
      actions,
      at,
    },
  };
}

function memberProblem(key: string, value: unknown): string | undefined {
  switch (key) {
    case 'file':
    case 'callId':
    case 'session':
      return typeof value === 'string' && value !== '' ? undefined : `\`${key}\` is text that is not empty`;
    case 'line':
      return isWhole(value, 1) ? undefined : '`line` is a whole number from 1';
    case 'index':
      return isWhole(value, 0) ? undefined : '`index` is a whole number from 0';
    case 'action':
      return actionsOf(value) === undefined
        ? '`action` is allow, deny, require_approval or a list of them, each once'
        : undefined;
    default: {
      const near = suggest(key, keys);
      const hint = near === undefined ? `known are ${keys.join(', ')}` : `did you mean ${near}?`;
      return `unknown key ${visibleText(JSON.stringify(key))}; ${hint}`;
    }
  }
}

function actionsOf(value: unknown): readonly Action[] | undefined {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const actions = actionOrder.filter((action) => given.includes(action));
  return actions.length > 0 && actions.length === given.length ? actions : undefined;
}

function isWhole(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

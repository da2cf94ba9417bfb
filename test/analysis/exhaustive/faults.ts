import { InexactNumber } from '../../../src/model/json.ts';
import { asWritten, misreadings, type Reading } from '../../reference/reading.ts';
import type { SearchedCall } from './searched-call.ts';

/** A class of values that an analysis could forget. */
export interface ForgottenClass {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
}

/** The classes of `language.md`, "How it is proved", and some that are easily lost inside them. */
export const forgottenClasses: readonly ForgottenClass[] = [
  { name: 'absent and null', holds: (value) => value === undefined || value === null },
  { name: 'booleans', holds: (value) => typeof value === 'boolean' },
  { name: 'numbers', holds: (value) => typeof value === 'number' },
  { name: 'objects', holds: isObject },
  { name: 'lists', holds: Array.isArray },
  { name: 'the empty list', holds: (value) => Array.isArray(value) && value.length === 0 },
  { name: 'lists of two', holds: (value) => Array.isArray(value) && value.length > 1 },
  { name: 'lists of different elements', holds: isMixed },
  { name: 'the empty string', holds: (value) => value === '' },
  {
    name: 'strings that are not well-formed',
    holds: (value) => typeof value === 'string' && /[\ud800-\udfff]/.test(value),
  },
  { name: 'strings with a newline', holds: (value) => typeof value === 'string' && value.includes('\n') },
  {
    name: 'strings that start with a slash',
    holds: (value) => typeof value === 'string' && value.startsWith('/'),
  },
  { name: 'strings with a dot', holds: (value) => typeof value === 'string' && value.includes('.') },
  { name: 'texts that are too long', holds: (value) => typeof value === 'string' && value.length > 24 },
  { name: 'strings', holds: (value) => typeof value === 'string' },
];

function isObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

function isMixed(value: unknown): boolean {
  return Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size > 1;
}

/** Whether a call has no value of the class, at the roots or inside. */
export function isWithout({ holds }: ForgottenClass): (call: SearchedCall) => boolean {
  const isInside = (value: unknown): boolean => {
    if (holds(value)) return true;
    return typeof value === 'object' && value !== null && Object.values(value).some(isInside);
  };
  return ({ arguments: args, context }) => {
    const { tenant_id: _, ...free } = context;
    const values = [...Object.values(args), ...Object.values(free)];
    return !(values.length === 0 ? holds(undefined) : values.some(isInside));
  };
}

/** What an analysis has no part in: limits, templates, variables, and which of two codes a deny has. */
const besideTheMatter: readonly (keyof Reading)[] = [
  'exactBoundaryReplaces',
  'limitsByTenant',
  'planLimitByTool',
  'refusedTakesNothing',
  'spanHalfOpen',
  'clockHeld',
  'sameIdDropped',
  'nearestWins',
  'starStopsAtDot',
  'variablesQuoted',
  'unclearDefault',
];

/** Misreadings of the page that an analysis could share. */
export const sharedMisreadings: typeof misreadings = misreadings.filter(({ reading }) =>
  besideTheMatter.every((key) => reading[key] === asWritten[key]),
);

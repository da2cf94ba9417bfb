import type { DecisionJson } from '../engine/decision-json.ts';
import type { JsonValue } from '../model/json.ts';
import { noTenant, type ReplaySummary, type StoppedGroup } from '../simulate/replay-summary.ts';
import { objectOf } from '../transcript/json-access.ts';
import { visibleText } from '../text/visible-text.ts';
import { jsonLine } from './json-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';

const mostGroups = 10;
const mostArguments = 6;
const longestArguments = 160;

/** The stopped calls, those of one kind together: why, by what, and the first of them. */
export function stoppedLines(
  { stopped, stoppedElsewhere, argumentsShown }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (stopped.length === 0) return [];
  const ordered = stopped.toSorted((a, b) => b.count - a.count);
  const left = ordered.slice(mostGroups);
  const calls = left.reduce((sum, group) => sum + group.count, 0) + stoppedElsewhere;
  return [
    palette.strong('Stopped calls, explained'),
    ...ordered.slice(0, mostGroups).flatMap((group) => groupLines(group, palette, argumentsShown)),
    ...(calls === 0
      ? []
      : [
          `  ${palette.dim(`and ${amountText(calls, 'call')} stopped otherwise; --format jsonl has every call`)}`,
        ]),
  ];
}

function groupLines(
  { count, example }: StoppedGroup,
  palette: Palette,
  argumentsShown: boolean,
): readonly string[] {
  const { decision, source } = example;
  const isDenied = decision.action === 'deny';
  const word = (isDenied ? palette.bad : palette.caution)(isDenied ? 'denied' : 'held');
  const tenant = example.tenant ?? noTenant;
  const at = `${visibleText(source.file)}${source.line === undefined ? '' : `:${source.line}`}`;
  const detail = (label: string, text: string): string => `    ${palette.dim(label.padEnd(6))} ${text}`;
  const args = argumentWords(example.arguments, argumentsShown);
  return [
    `  ${word} ${countText(count)} ×  ${palette.strong(visibleText(example.tool))}  ${visibleText(tenant)}`,
    detail('why', `${visibleText(decision.reason)} ${palette.dim(`(${decision.code})`)}`),
    ...decidedBy(decision, palette.place).map((text) => detail('by', text)),
    detail('first', `${palette.place(at)} call ${source.index + 1}${args === '' ? '' : `  ${args}`}`),
  ];
}

/** What stopped the call: the limits without room, else the part of a policy that decided, where there is one. */
function decidedBy({ policy, limits }: DecisionJson, paint: (text: string) => string): readonly string[] {
  const full = (limits === 'not_evaluable' ? [] : (limits ?? [])).filter(
    (use) => use.retryAfter !== undefined,
  );
  if (full.length > 0)
    return [full.map(({ name, limit }) => `limit ${visibleText(name)} ${limit}`).join(', ')];
  const { rule, condition, file, line } = policy;
  if (file === null) return [];
  const names = [
    ...(rule === null ? [] : [`rule ${visibleText(rule)}`]),
    ...(condition === null ? [] : [`condition ${visibleText(condition)}`]),
  ];
  return [[...names, paint(`${visibleText(file)}:${line ?? 1}`)].join(', ')];
}

/** A call's arguments in a few words: as recorded, or type, length and digest of each. */
export function argumentWords(value: JsonValue | undefined, argumentsShown: boolean): string {
  if (value === undefined) return '';
  if (argumentsShown) {
    const text = jsonLine(value);
    return text.length <= longestArguments ? text : `${text.slice(0, longestArguments)}…`;
  }
  const masked = Object.entries(objectOf(value) ?? {});
  const words = masked.slice(0, mostArguments).map(([name, argument]) => maskedWords(name, argument));
  return [...words, ...(masked.length > mostArguments ? [`${masked.length - mostArguments} more`] : [])].join(
    ', ',
  );
}

/** `to: string of 12 #1a2b3c4d`. */
function maskedWords(name: string, argument: JsonValue): string {
  const { type, length, digest } = objectOf(argument) ?? {};
  const size = typeof length === 'number' ? ` of ${countText(length)}` : '';
  const mark = typeof digest === 'string' ? ` #${visibleText(digest)}` : '';
  return `${visibleText(name.slice(0, 64))}: ${visibleText(String(type))}${size}${mark}`;
}

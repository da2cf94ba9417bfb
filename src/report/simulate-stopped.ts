import type { Decision } from '../model/decision.ts';
import { noTenant, type ReplaySummary, type StoppedGroup } from '../simulate/replay-summary.ts';
import { visibleText } from '../text/visible-text.ts';
import { jsonLine } from './json-text.ts';
import { type MaskedArgument, maskArguments, shownArguments } from './mask-arguments.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import type { ArgumentsShown } from './simulate-jsonl.ts';

const mostGroups = 10;
const mostArguments = 6;
const longestArguments = 160;

/** The stopped calls, those of one kind together: why, by what, and the first of them. */
export function stoppedLines(
  { stopped, stoppedElsewhere }: ReplaySummary,
  palette: Palette,
  shown: ArgumentsShown,
): readonly string[] {
  if (stopped.length === 0) return [];
  const ordered = stopped.toSorted((a, b) => b.count - a.count);
  const left = ordered.slice(mostGroups);
  const calls = left.reduce((sum, group) => sum + group.count, 0) + stoppedElsewhere;
  return [
    palette.strong('Stopped calls, explained'),
    ...ordered.slice(0, mostGroups).flatMap((group) => groupLines(group, palette, shown)),
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
  shown: ArgumentsShown,
): readonly string[] {
  const { decision, call, source } = example;
  const isDenied = decision.action === 'deny';
  const word = (isDenied ? palette.bad : palette.caution)(isDenied ? 'denied' : 'held');
  const tenant = example.tenant === undefined ? noTenant : example.tenant;
  const at = `${visibleText(source.file)}${source.line === undefined ? '' : `:${source.line}`}`;
  const detail = (label: string, text: string): string => `    ${palette.dim(label.padEnd(6))} ${text}`;
  const args = argumentWords(example.call.arguments, shown);
  return [
    `  ${word} ${countText(count)} ×  ${palette.strong(visibleText(call.tool))}  ${visibleText(tenant)}`,
    detail('why', `${visibleText(decision.reason)} ${palette.dim(`(${decision.code})`)}`),
    ...decidedBy(decision, palette.place).map((text) => detail('by', text)),
    detail('first', `${palette.place(at)} call ${source.index + 1}${args === '' ? '' : `  ${args}`}`),
  ];
}

/** What stopped the call: the limits without room, else the part of a policy that decided, where there is one. */
function decidedBy({ policy, limits }: Decision, paint: (text: string) => string): readonly string[] {
  const full = (limits === 'not_evaluable' ? [] : (limits ?? [])).filter(
    (use) => use.retryAfter !== undefined,
  );
  if (full.length > 0)
    return [full.map(({ name, limit }) => `limit ${visibleText(name)} ${limit}`).join(', ')];
  const { rule, condition, file, line } = policy;
  if (file === undefined) return [];
  const names = [
    ...(rule === undefined ? [] : [`rule ${visibleText(rule)}`]),
    ...(condition === undefined ? [] : [`condition ${visibleText(condition)}`]),
  ];
  return [[...names, paint(`${visibleText(file)}:${line ?? 1}`)].join(', ')];
}

function argumentWords(value: StoppedGroup['example']['call']['arguments'], shown: ArgumentsShown): string {
  if (shown.show) {
    const known = shownArguments(value);
    const text = known === undefined ? '' : jsonLine(known);
    return text.length <= longestArguments ? text : `${text.slice(0, longestArguments)}…`;
  }
  const masked = [...(maskArguments(value, shown.digest) ?? [])];
  const words = masked.slice(0, mostArguments).map(([name, argument]) => maskedWords(name, argument));
  return [...words, ...(masked.length > mostArguments ? [`${masked.length - mostArguments} more`] : [])].join(
    ', ',
  );
}

function maskedWords(name: string, { type, length, digest }: MaskedArgument): string {
  const size = length === undefined ? '' : ` of ${countText(length)}`;
  return `${visibleText(name.slice(0, 64))}: ${type}${size}${digest === undefined ? '' : ` #${digest}`}`;
}

import type { AttacksResult, ReportedAttack } from '../simulate/attacks/attacks-result.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { objectOf } from '../transcript/json-access.ts';
import { visibleText } from '../text/visible-text.ts';
import { evalCommand } from './eval-command.ts';
import { jsonLine } from './json-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { argumentWords } from './simulate-stopped.ts';
import { type TableCell, tableLines } from './text-table.ts';

const mostShown = 10;
const mostUnbounded = 5;
const longestAttempt = 160;

/** Variants of allowed calls: what each family came to, and the worst of what is let out, with the command that tries it. */
export function attackLines(
  { sections: { attacks }, argumentsShown }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (attacks === undefined) return [];
  const { parents, variants, reportedTotal } = attacks;
  const found =
    reportedTotal === 0
      ? palette.good('none gets outside its boundary by the rules alone')
      : palette.bad(`${countText(reportedTotal)} outside the boundary and not denied by the rules alone`);
  const shown = worst(attacks.reported);
  const left = reportedTotal - shown.reduce((sum, { count }) => sum + count, 0);
  return [
    `${palette.strong('Attacks on allowed calls')}  ${amountText(variants, 'variant')} of ${amountText(parents, 'call')}, ${found}`,
    ...familyLines(attacks, palette),
    ...shown.flatMap((attack) => attackDetail(attack, palette, argumentsShown)),
    ...(left > 0
      ? [`  ${palette.dim(`and ${countText(left)} more; --format json has examples of all`)}`]
      : []),
    ...notTriedLines(attacks, palette),
  ];
}

/** One of each tool first; what reaches another tenant as it is before the rest, then by how many there are. */
function worst(reported: readonly ReportedAttack[]): readonly ReportedAttack[] {
  const ordered = reported.toSorted((a, b) => reach(b) - reach(a) || b.count - a.count);
  const tools = new Set<string>();
  const first = ordered.filter(({ tool }) => !tools.has(tool) && tools.add(tool));
  return [...first, ...ordered.filter((attack) => !first.includes(attack))].slice(0, mostShown);
}

function reach({ reaches }: ReportedAttack): number {
  return reaches === undefined ? 0 : 1;
}

function familyLines({ families }: AttacksResult, palette: Palette): readonly string[] {
  const rows = Object.entries(families)
    .filter(([, { tried }]) => tried > 0)
    .map(([family, { tried, allowed }]): TableCell[] => [
      { text: family },
      { text: countText(tried), align: 'right' },
      { text: countText(allowed), align: 'right', ...(allowed === 0 ? {} : { paint: palette.bad }) },
    ]);
  if (rows.length === 0) return [];
  const head = ['family', 'tried', 'outside'].map(
    (text, at): TableCell => ({ text, paint: palette.dim, align: at === 0 ? 'left' : 'right' }),
  );
  return tableLines([head, ...rows], '  ');
}

function attackDetail(attack: ReportedAttack, palette: Palette, argumentsShown: boolean): readonly string[] {
  const { count, tool, tenant, family, argument, why, reaches, decision, parent } = attack;
  const held = decision.action === 'require_approval';
  const word = held ? palette.caution('held') : palette.bad('allowed');
  const on = argument === null ? '' : `, ${visibleText(argument)}`;
  const at = `${visibleText(parent.source.file)}${parent.source.line === undefined ? '' : `:${parent.source.line}`}`;
  const { rule, file, line } = decision.policy;
  const by = [
    ...(rule === null ? [] : [`rule ${visibleText(rule)}`]),
    ...(file === null ? [] : [palette.place(`${visibleText(file)}:${line ?? 1}`)]),
  ];
  const detail = (label: string, text: string): string => `    ${palette.dim(label.padEnd(6))} ${text}`;
  return [
    `  ${word} ${countText(count)} ×  ${palette.strong(visibleText(tool))}  ${visibleText(tenant)}  ${family}${on}`,
    detail('why', reaches === undefined ? why : `${why}; it reaches ${visibleText(reaches)}`),
    detail('such', suchText(attack, argumentsShown)),
    detail('from', `${palette.place(at)} call ${parent.source.index + 1}`),
    ...(by.length === 0 ? [] : [detail('by', by.join(', '))]),
    ...tryLine(attack, argumentsShown).map((text) => detail('try', text)),
  ];
}

function suchText({ attempt, arguments: args }: ReportedAttack, argumentsShown: boolean): string {
  if (attempt === undefined) return argumentWords(args, argumentsShown);
  const text = jsonLine(attempt);
  return text.length <= longestAttempt ? text : `${text.slice(0, longestAttempt)}…`;
}

/** A command needs the arguments themselves. */
function tryLine(attack: ReportedAttack, argumentsShown: boolean): readonly string[] {
  const args = objectOf(attack.arguments);
  if (!argumentsShown || args === undefined) return [];
  const context = { ...attack.context, tenant_id: attack.tenant };
  return [evalCommand({ tool: attack.tool, arguments: args, context }, '--without', 'boundaries,limits')];
}

function notTriedLines({ leftOut, tools, otherTools }: AttacksResult, palette: Palette): readonly string[] {
  const unbounded = Object.entries(tools).filter(([, counts]) => counts.unbounded > 0);
  const calls = unbounded.reduce((sum, [, counts]) => sum + counts.unbounded, otherTools.unbounded);
  const names = unbounded.slice(0, mostUnbounded).map(([tool]) => visibleText(tool));
  const more = unbounded.length > names.length || otherTools.unbounded > 0 ? ', …' : '';
  const left = [
    ...(leftOut.alike === 0 ? [] : [`${amountText(leftOut.alike, 'call')} shaped like one that was`]),
    ...(leftOut.past === 0
      ? []
      : [`${amountText(leftOut.past, 'call')} past four shapes of a tool or a hundred of a tenant`]),
    ...(leftOut.large === 0
      ? []
      : [`${amountText(leftOut.large, 'call')} with more than 8 KiB of arguments`]),
    ...(leftOut.arguments === 0
      ? []
      : [`${amountText(leftOut.arguments, 'argument')} past twelve of a call or below another type`]),
    ...(calls === 0
      ? []
      : [
          `${amountText(calls, 'call')} that no boundary judges${names.length === 0 ? '' : ` (${names.join(', ')}${more})`}`,
        ]),
  ];
  return left.length === 0 ? [] : [`  ${palette.dim(`not varied: ${left.join('; ')}`)}`];
}

import type { Effect } from '../analysis/compare-rates.ts';
import type { FileLine, WorkspaceChange } from '../analysis/diff/workspace-change.ts';
import { visibleText } from '../text/visible-text.ts';
import { changeLines } from './diff-change-lines.ts';
import {
  changeTitle,
  effectCounts,
  planTitle,
  reachText,
  type SharedChange,
  sharedChanges,
  sideWords,
  summaryText,
  tenantsByVerdict,
  undecidedReasons,
  type WorkspaceComparison,
} from './diff-view.ts';
import { evalCommand } from './eval-command.ts';
import { amountText } from './number-text.ts';
import type { Paint, Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

export interface DiffPrettyOptions {
  readonly palette: Palette;
  /** Leave nothing out. */
  readonly all?: boolean;
}

const mostChanges = 40;
const mostNames = 6;
const mostPatchLines = 200;

/** A comparison as a person reads it: each change once with a call that shows it, then who is concerned, then the text. */
export function workspaceDiffPretty(diff: WorkspaceComparison, options: DiffPrettyOptions): string {
  const { palette } = options;
  const sections = [
    [palette.strong(`${visibleText(diff.from)} → ${visibleText(diff.to)}`)],
    ...changeSections(diff, options),
    workspaceLines(diff.workspace, palette),
    ...diff.plans.map((plan) => [
      palette.strong(visibleText(planTitle(plan))),
      ...changeLines(plan.changes, palette),
    ]),
    tenantLines(diff, options),
    ...patchSections(diff, options),
    [summaryText(diff)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function changeSections(
  diff: WorkspaceComparison,
  { palette, all }: DiffPrettyOptions,
): readonly (readonly string[])[] {
  const changes = sharedChanges(diff);
  const shown = all === true ? changes : changes.slice(0, mostChanges);
  const left = changes.slice(shown.length);
  return [
    ...shown.map((shared) => sharedLines(shared, palette)),
    ...(left.length === 0
      ? []
      : [[`... and ${effectCounts(left.map(({ change }) => change.effect))} more; --all shows them`]]),
  ];
}

function sharedLines({ change, tenants }: SharedChange, palette: Palette): readonly string[] {
  const paint = effectPaint(change.effect, palette);
  const head = `${paint(`${signs[change.effect]} ${change.effect}`)}  ${palette.strong(visibleText(changeTitle(change)))}  ${visibleText(reachText(tenants))}`;
  const sides = (['from', 'to'] as const).map((side): readonly TableCell[] => [
    { text: side, paint: palette.dim },
    { text: visibleText(sideWords(change, side)) },
    { text: placeText(change.where[side]), paint: palette.place },
  ]);
  const call = change.witness === undefined ? [] : [visibleText(evalCommand(change.witness))];
  return [head, ...tableLines(sides, '    '), ...call.map((line) => `    ${palette.dim('try')}   ${line}`)];
}

const signs: { readonly [effect in Effect]: string } = { wider: '+', narrower: '-', changed: '~' };

function effectPaint(effect: Effect, palette: Palette): Paint {
  return effect === 'narrower' ? palette.good : palette.caution;
}

function placeText(place: FileLine | null): string {
  return place === null ? '' : `${visibleText(place.file)}:${place.line}`;
}

function workspaceLines(changes: readonly WorkspaceChange[], palette: Palette): readonly string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change): readonly TableCell[] => [
    { text: signs[change.effect], paint: effectPaint(change.effect, palette) },
    { text: visibleText(`${change.kind} ${change.name}`) },
    { text: visibleText(change.from ?? 'nothing'), align: 'right' },
    { text: '→', paint: palette.dim },
    { text: visibleText(change.to ?? 'nothing') },
    { text: change.effect, paint: effectPaint(change.effect, palette) },
    { text: placeText(change.where.to ?? change.where.from), paint: palette.place },
  ]);
  return [palette.strong('workspace'), ...tableLines(rows, '  ')];
}

function tenantLines({ tenants }: WorkspaceComparison, options: DiffPrettyOptions): readonly string[] {
  const { palette } = options;
  if (tenants.length === 0) return [];
  const rows = tenantsByVerdict(tenants).map(({ verdict, tenants: those }): readonly TableCell[] => [
    { text: verdict, paint: verdictPaint(verdict, palette) },
    { text: amountText(those.length, 'tenant'), align: 'right' },
    { text: verdict === 'equivalent' ? '' : nameList(those, options) },
  ]);
  const reasons = undecidedReasons(tenants).map(
    ({ reason, tenants: those }) =>
      `  ${palette.caution('undecided')}  ${visibleText(reason)}  (${visibleText(reachText(those))})`,
  );
  return [palette.strong('tenants'), ...tableLines(rows, '  '), ...reasons];
}

function verdictPaint(verdict: string, palette: Palette): Paint {
  if (verdict === 'equivalent') return palette.dim;
  return verdict === 'narrower' ? palette.good : palette.caution;
}

function nameList(tenants: readonly { readonly tenant: string }[], { all }: DiffPrettyOptions): string {
  const shown = all === true ? tenants : tenants.slice(0, mostNames);
  const names = shown.map(({ tenant }) => visibleText(tenant)).join(', ');
  return shown.length === tenants.length ? names : `${names}, ... and ${tenants.length - shown.length} more`;
}

function patchSections(
  { text }: WorkspaceComparison,
  { palette, all }: DiffPrettyOptions,
): readonly (readonly string[])[] {
  let room = all === true ? Number.POSITIVE_INFINITY : mostPatchLines;
  const sections: string[][] = [];
  for (const [index, { patch }] of text.entries()) {
    const lines = patch.replace(/\n$/, '').split('\n');
    sections.push(lines.slice(0, room).map((line) => patchLine(line, palette)));
    const left = lines.length - room;
    room -= lines.length;
    if (room > 0 || (left <= 0 && index === text.length - 1)) continue;
    const more = text.length - index - 1;
    const files = more === 0 ? '' : `${left > 0 ? ' and ' : ''}${amountText(more, 'file')}`;
    const rest = `${left > 0 ? amountText(left, 'line') : ''}${files}`;
    sections.push([palette.dim(`... and ${rest} of text more; --all shows them`)]);
    break;
  }
  return sections;
}

function patchLine(line: string, palette: Palette): string {
  // Tabs stay what they are to a reader of code.
  const safe = line.split('\t').map(visibleText).join('\t');
  if (line.startsWith('---') || line.startsWith('+++') || line.startsWith('@@')) return palette.dim(safe);
  if (line.startsWith('+')) return palette.good(safe);
  return line.startsWith('-') ? palette.bad(safe) : safe;
}

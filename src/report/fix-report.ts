import { type ChangedCall, newlyDeniedCalls, type ReplayComparison } from '../simulate/compare-replay.ts';
import { visibleText } from '../text/visible-text.ts';
import { diffOutput } from './diff-json.ts';
import { diffPretty } from './diff-pretty.ts';
import type { WorkspaceComparison } from './diff-view.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';

/** What fixes did to a workspace. */
export interface FixReport {
  /** How many were applied. */
  readonly applied: number;
  /** The files that were written, relative to the workspace. */
  readonly files: readonly string[];
  /** What is decided differently; absent where it was not asked, or cannot be told. */
  readonly diff?: WorkspaceComparison;
  /** Whether boundaries are enforced, so that what only the rules let out was denied before the fixes, too. */
  readonly isEnforced?: boolean;
  /** What becomes of the recorded calls; absent where there are no recordings. */
  readonly replay?: ReplayComparison;
}

/** What a person should look at after a fix: the comparison, then the recorded calls. Empty where there is nothing. */
export function fixPretty(
  { diff, isEnforced, replay }: FixReport,
  palette: Palette,
  options: { readonly all?: boolean } = {},
): string {
  const parts = [
    ...(diff === undefined ? [] : [diffPretty(diff, palette, options)]),
    ...(diff === undefined || isEnforced !== true ? [] : [`${palette.dim(notListed)}\n`]),
    ...(replay === undefined ? [] : [`${replayLines(replay, palette).join('\n')}\n`]),
  ];
  return parts.map((part) => `${part}\n`).join('');
}

const notListed = 'calls that an enforced boundary stops, before and after, are not among them';

/** The same as data (`fixed` of `schemas/lint-output.schema.json`). */
export function fixOutput({ applied, files, diff, replay }: FixReport): object {
  return {
    applied,
    files,
    ...(diff === undefined ? {} : { diff: diffOutput(diff) }),
    ...(replay === undefined
      ? {}
      : {
          replay: {
            calls: replay.calls,
            newlyDenied: newlyDeniedCalls(replay),
            changes: Object.fromEntries([...replay.changes].sort(([a], [b]) => (a < b ? -1 : 1))),
            examples: replay.newlyDenied.map(exampleOutput),
          },
        }),
  };
}

function exampleOutput({ seq, source, tenant, call, from, to }: ChangedCall): object {
  return { seq, source, ...(tenant === undefined ? {} : { tenant }), tool: call.tool, from, to };
}

function replayLines(replay: ReplayComparison, palette: Palette): readonly string[] {
  const { calls, changes, newlyDenied } = replay;
  const denied = newlyDeniedCalls(replay);
  const title = palette.strong(`${amountText(calls, 'recorded call')}, as before and after`);
  if (changes.size === 0) return [title, '  all are decided alike'];
  const others = [...changes].filter(([change]) => change !== 'allow>deny' && change !== heldBefore);
  const held = changes.get(heldBefore) ?? 0;
  const wasHeld = held === 0 ? '' : `, ${countText(held)} of them held for approval before`;
  const more = denied - newlyDenied.length;
  return [
    title,
    denied === 0 ? '  none newly denied' : `  ${palette.bad(`${countText(denied)} newly denied`)}${wasHeld}`,
    ...newlyDenied.map((call) => `    ${exampleLine(call, palette)}`),
    ...(more > 0 ? [`    ... and ${countText(more)} more`] : []),
    ...others.map(([change, count]) => `  ${countText(count)} ${otherWords.get(change) ?? change}`),
  ];
}

const heldBefore = 'require_approval>deny';

const otherWords: ReadonlyMap<string, string> = new Map([
  ['allow>require_approval', 'newly held for approval'],
  ['require_approval>allow', 'no longer held for approval'],
  ['deny>allow', 'newly allowed'],
  ['deny>require_approval', 'held for approval, denied before'],
]);

function exampleLine({ source, tenant, call }: ChangedCall, palette: Palette): string {
  const place = source.line === undefined ? ` call ${source.index + 1}` : `:${source.line}`;
  const what = [call.tool, ...(tenant === undefined ? [] : [`of ${tenant}`])].join(' ');
  return `${palette.place(visibleText(`${source.file}${place}`))}  ${visibleText(what)}`;
}

import type { Finding, FindingFix } from '../model/finding.ts';
import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { aliasedSpans } from '../parse/aliased-spans.ts';
import { applyFixes } from './apply-fixes.ts';
import { keepSound } from './keep-sound.ts';
import { lintWorkspace, type WorkspaceLint } from './lint-workspace.ts';
import type { LintOptions } from './run-lint.ts';

const roundLimit = 10;

export interface FixOptions extends LintOptions {
  /** Also the fixes that a person should look at. */
  readonly unsafe?: boolean;
}

export interface FixedWorkspace {
  /** The files that changed, with their new text. */
  readonly changed: ReadonlyMap<string, string>;
  /** How many fixes were applied. */
  readonly applied: number;
  /** What is left to find. */
  readonly remaining: WorkspaceLint;
}

type Texts = ReadonlyMap<string, string>;

/**
 * Applies the safe fixes of the findings that would be shown, and of those that come to light then, until none is left
 * or ten rounds are over; with `unsafe` the others after them. An unsafe fix is left alone where it would break the
 * workspace, or change what an alias repeats elsewhere. Writes nothing.
 */
export function fixWorkspace(files: Texts, config: WorkspaceConfig, options: FixOptions): FixedWorkspace {
  const { unsafe = false, ...lintOptions } = options;
  let texts = files;
  let applied = 0;
  let lint = lintWorkspace(texts, config, lintOptions);
  for (let round = 0; round < roundLimit; round += 1) {
    const fixed = nextFixes(texts, lint.findings, config, unsafe);
    if (fixed.files.size === 0) break;
    texts = new Map([...texts, ...fixed.files]);
    applied += fixed.applied;
    lint = lintWorkspace(texts, config, lintOptions);
  }
  const changed = new Map([...texts].filter(([file, text]) => text !== files.get(file)));
  return { changed, applied, remaining: lint };
}

/** The surest kind of fixes that changes anything. */
function nextFixes(
  texts: Texts,
  findings: readonly Finding[],
  config: WorkspaceConfig,
  unsafe: boolean,
): ReturnType<typeof applyFixes> {
  const safe = applyFixes(
    texts,
    fixesOf(findings, (_code, fix) => fix.safe),
  );
  if (safe.files.size > 0 || !unsafe) return safe;
  // What was not understood comes first: errors that show up behind it are no fault of the fix.
  const repairs = applyFixes(
    texts,
    fixesOf(findings, (code) => isRepair(code)),
  );
  if (repairs.files.size > 0) return repairs;
  const others = fixesOf([...findings].sort(byWeight), (code) => !isRepair(code));
  const apart = withoutAliased(texts, others);
  return applyFixes(texts, keepSound(texts, apart, config));
}

function fixesOf(
  findings: readonly Finding[],
  isAsked: (code: string, fix: FindingFix) => boolean,
): readonly FindingFix[] {
  return findings.flatMap(({ code, fix }) => (fix !== undefined && isAsked(code, fix) ? [fix] : []));
}

function isRepair(code: string): boolean {
  return /^(?:yaml|schema|pattern)\//.test(code);
}

/** Of two fixes for one place the earlier is applied: what closes an escape knows the boundary. */
const weights: readonly RegExp[] = [
  /^isolation\/escape$/,
  /^isolation\//,
  /^match\/(?:regex-on-structure|known-attack)$/,
  /^match\//,
];

function byWeight(a: Finding, b: Finding): number {
  return weightOf(a) - weightOf(b);
}

function weightOf({ code }: Finding): number {
  const index = weights.findIndex((pattern) => pattern.test(code));
  return index === -1 ? weights.length : index;
}

function withoutAliased(texts: Texts, fixes: readonly FindingFix[]): readonly FindingFix[] {
  const spans = new Map<string, ReturnType<typeof aliasedSpans>>();
  const spansOf = (file: string): ReturnType<typeof aliasedSpans> => {
    if (!spans.has(file)) spans.set(file, aliasedSpans(texts.get(file) ?? ''));
    return spans.get(file);
  };
  return fixes.filter(({ edits }) =>
    edits.every(({ file, range }) =>
      spansOf(file)?.every(({ start, end }) => range.end.offset <= start || end <= range.start.offset),
    ),
  );
}

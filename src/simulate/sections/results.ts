import { emptyElement, oddElement, readPath } from '../../engine/ask/read-path.ts';
import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import type { SqlParser } from '../../engine/sql/sql-parser.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { resultValue } from '../../transcript/messages/result-value.ts';
import { createBoundaryJudge } from '../boundary-judge.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Section } from '../section.ts';

/** What allowed calls brought back, held against `result.` boundaries. */
export type ResultsResult = {
  /** Results of which a boundary could say something. */
  readonly judged: number;
  /** Results of which some value is outside the tenant's boundary. */
  readonly foreignTotal: number;
  /** The first of them, by `seq`, each with the first path that is not within. */
  readonly foreign: readonly ForeignResult[];
  /** Results that a boundary asks about and that could not be judged: no JSON, or another shape on the way. */
  readonly unclear: number;
  /** Allowed calls of tools with a `result.` boundary whose result was not recorded. */
  readonly missing: number;
};

type ForeignResult = {
  readonly seq: number;
  readonly source: { readonly file: string; readonly line?: number; readonly index: number };
  readonly tenant: string | null;
  readonly tool: string;
  /** As written in the boundary. */
  readonly path: string;
};

const mostForeign = 1000;
/** Tools whose entries are kept; names come from recordings. */
const mostTools = 1000;

/** Judges recorded results by the boundaries of the workspace that decides. */
export function createResults(
  workspace: EffectiveWorkspace,
  sql: SqlParser | undefined,
): Section<{ readonly results: ResultsResult }> {
  const boundedOf = boundedResults(workspace);
  const isWithin = valueJudge(workspace, sql);
  let [judged, foreignTotal, unclear, missing] = [0, 0, 0, 0];
  const foreign: ForeignResult[] = [];
  return {
    see: (call) => {
      if (call.decision.action !== 'allow' || call.tenant === undefined) return;
      const entries = boundedOf(call.call.tool);
      if (entries.length === 0) return;
      const finding = judgeResult(call, entries, isWithin);
      if (finding === 'missing') missing += 1;
      else if (finding === 'unclear') unclear += 1;
      else judged += 1;
      if (typeof finding !== 'object') return;
      foreignTotal += 1;
      const { seq, source, tenant } = call;
      if (foreign.length < mostForeign)
        foreign.push({ seq, source, tenant: tenant ?? null, tool: call.call.tool, path: finding.outside });
    },
    result: () => ({ results: { judged, foreignTotal, foreign, unclear, missing } }),
  };
}

/** The result of two parts of one run. */
export function mergeResults(one: ResultsResult, other: ResultsResult): ResultsResult {
  return {
    judged: one.judged + other.judged,
    foreignTotal: one.foreignTotal + other.foreignTotal,
    foreign: [...one.foreign, ...other.foreign].sort((a, b) => a.seq - b.seq).slice(0, mostForeign),
    unclear: one.unclear + other.unclear,
    missing: one.missing + other.missing,
  };
}

/** Whether a workspace has any boundary over results. */
export function boundsResults({ boundaries }: EffectiveWorkspace): boolean {
  return boundaries.some(({ tools }) => tools.some(({ entries }) => entries.some(isResultMatcher)));
}

type Entry = Extract<BoundaryEntry, { kind: 'matcher' }>;

function isResultMatcher(entry: BoundaryEntry): entry is Entry {
  return entry.kind === 'matcher' && entry.path.root === 'result';
}

function boundedResults({ boundaries }: EffectiveWorkspace): (tool: string) => readonly Entry[] {
  const known = new Map<string, readonly Entry[]>();
  return (tool) => {
    const kept = known.get(tool);
    if (kept !== undefined) return kept;
    const entries = boundaryEntriesFor(boundaries, tool).filter(isResultMatcher);
    if (known.size < mostTools) known.set(tool, entries);
    return entries;
  };
}

type Finding = 'missing' | 'unclear' | 'within' | { readonly outside: string };

/** A value that is outside counts before one that could not be judged. */
function judgeResult({ call, tenant }: JudgedCall, entries: readonly Entry[], isWithin: ValueJudge): Finding {
  if (call.result === undefined) return 'missing';
  const result = resultValue(call.result);
  let finding: Finding = 'within';
  for (const entry of entries) {
    const reading = readPath(entry.path, result);
    if (reading.kind === 'unclear') finding = 'unclear';
    if (reading.kind === 'unclear' || reading.kind === 'absent') continue;
    const values = reading.kind === 'elements' ? reading.elements : listed(reading.value);
    for (const value of values) {
      if (value === emptyElement) continue;
      if (value === oddElement || typeof value === 'object') finding = 'unclear';
      else if (!isWithin(tenant ?? '', call.tool, entry.path, value)) return { outside: entry.path.text };
    }
  }
  return finding;
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

type ValueJudge = (tenant: string, tool: string, path: ArgumentPath, value: unknown) => boolean;

/**
 * Each path of a result is asked as an argument of its own, by its text, one value at a time: the engine judges arguments, and
 * what it says of one value does not depend on how many there are.
 */
function valueJudge(workspace: EffectiveWorkspace, sql: SqlParser | undefined): ValueJudge {
  const judges = new Map<string, ReturnType<typeof createBoundaryJudge>>();
  return (tenant, tool, { text }, value) => {
    const judge =
      judges.get(text) ??
      createBoundaryJudge(workspace, sql, ({ entries }) =>
        entries.flatMap((entry) =>
          isResultMatcher(entry) && entry.path.text === text ? [asValue(entry)] : [],
        ),
      );
    judges.set(text, judge);
    return judge.isWithin(tenant, tool, { value });
  };
}

function asValue(entry: Entry): Entry {
  return {
    ...entry,
    path: { text: 'arguments.value', root: 'arguments', segments: [{ kind: 'key', key: 'value' }] },
  };
}

import type { LateOutputs, Use } from './late-outputs.ts';
import { noLateOutputs } from './late-outputs.ts';
import type { Reach } from './reach.ts';
import type { HeldColumn, SqlPolicy } from './sql-policy.ts';
import type { Fields, SqlNode } from './tree.ts';
import { locationOf, ownFieldNames } from './tree.ts';

/**
 * When an expression is computed, as far as the query says. `last`: of rows that were chosen. `derived`: perhaps of rows
 * that a condition then drops, but for what aggregates see. `source`: where a FROM list is read, before any row of it.
 * `chosen`: in a condition on rows that were chosen. `early`: perhaps of every row of a table, also other tenants'.
 */
type Place = 'last' | 'derived' | 'source' | 'chosen' | 'early';

/** A common table expression that can be seen. */
export interface VisibleCte {
  /** Computing it may end in an error. */
  readonly fallible: boolean;
  /** It is computed by itself, whatever is asked of its rows outside: they are rows that were chosen. */
  readonly fence: boolean;
}

/** What surrounds a part of a statement. */
export interface Surroundings {
  readonly inquiry: Inquiry;
  readonly ctes: ReadonlyMap<string, VisibleCte>;
  /** Columns of an enclosing block can be seen: an unqualified name may be one of theirs. */
  readonly outerColumns: boolean;
  /** Where the rows of a query go: its outputs are computed then. */
  readonly place: Place;
  /** Where the value of the expression goes. */
  readonly use: Use;
  /** A condition may compare the value, here or further out, so that it must not be of a kind that cannot be compared. */
  readonly compared: boolean;
  /** An aggregate may stand here, or in a query around: so one in a sub-query may be of that query. */
  readonly mayAggregate: boolean;
  /** Every FROM item of the block is a table of the database, whose columns have no values of the query's making. */
  readonly onlyTables: boolean;
}

/** The surroundings of a condition. */
export function inCondition(around: Surroundings, place: 'early' | 'chosen' | 'derived'): Surroundings {
  return { ...around, place, use: 'asked', compared: around.compared || place !== 'chosen' };
}

/** The surroundings of a query whose rows another query reads. */
export function inQuery(around: Surroundings): Surroundings {
  return around.place === 'early'
    ? { ...around, compared: true, use: 'asked' }
    : { ...around, compared: true, place: 'derived', use: { as: undefined } };
}

/** Something that keeps a statement from a yes. `what` is for people, without full stop; `at` in bytes of the text. */
export interface SqlObjection {
  readonly what: string;
  readonly at: number | undefined;
}

/** What judges the parts of a statement, which hold one another. */
export interface Walkers {
  readonly node: (node: SqlNode, around: Surroundings) => Reach;
  /** A `SelectStmt`. */
  readonly select: (select: Fields, around: Surroundings, named: boolean) => void;
  /** A statement that changes rows. */
  readonly change: (node: SqlNode, around: Surroundings) => void;
}

/** One statement being judged: what it must keep to, and what was found so far. */
export interface Inquiry {
  readonly policy: SqlPolicy;
  readonly held: readonly HeldColumn[];
  readonly walkers: Walkers;
  /** The first thing that is not understood or not taken: the answer is unclear. */
  refusal: SqlObjection | undefined;
  /** The first thing that is understood and out of bounds: the answer is no, if nothing was refused. */
  violation: SqlObjection | undefined;
  /** How deep the walk is. */
  depth: number;
  /** Expressions met so far that may end in an error, depending on a row. */
  fallible: number;
  /** How many times longer concatenations may make a text. */
  growth: number;
  /** The first of each of some things that are taken, but not together. */
  readonly firstPlaces: Map<Mark, Fields>;
  readonly cteNames: Set<string>;
  /** Names that stood for a table. */
  readonly tableNames: Map<string, number | undefined>;
  /** Names that stood alone where they may be compared, and names of FROM items, of which they may be the row. */
  readonly bareNames: Map<string, Fields>;
  readonly rowNames: Set<string>;
  readonly late: LateOutputs;
}

/**
 * `array`: an array of a column's values that may be compared. `json`: a value of type json likewise, arrays of which
 * cannot be. `loose`: a table held by way of one that is held to a list. `lazy`: a FROM item that may fail when it is read.
 */
export type Mark = 'array' | 'json' | 'loose' | 'lazy';

/** Notes the first place of something. */
export function mark(inquiry: Inquiry, what: Mark, where: Fields): void {
  if (!inquiry.firstPlaces.has(what)) inquiry.firstPlaces.set(what, where);
}

export function startInquiry(policy: SqlPolicy, held: readonly HeldColumn[], walkers: Walkers): Inquiry {
  return {
    policy,
    held,
    walkers,
    refusal: undefined,
    violation: undefined,
    depth: 0,
    fallible: 0,
    growth: 1,
    firstPlaces: new Map(),
    cteNames: new Set(),
    tableNames: new Map(),
    bareNames: new Map(),
    rowNames: new Set(),
    late: noLateOutputs(),
  };
}

/** Notes that something is not taken. The first counts. */
export function refuse(inquiry: Inquiry, what: string, where?: Fields | number): void {
  inquiry.refusal ??= { what, at: placeOf(where) };
}

/** Notes that something is out of bounds. The first counts. */
export function violate(inquiry: Inquiry, what: string, where?: Fields | number): void {
  inquiry.violation ??= { what, at: placeOf(where) };
}

/** Refuses a node that has a field beyond those that its reader understands. */
export function onlyKnown(inquiry: Inquiry, fields: Fields, kind: string, known: readonly string[]): void {
  for (const name of ownFieldNames(fields)) {
    if (!known.includes(name)) refuse(inquiry, `${name} of ${kind}`, fields);
  }
}

/** Nodes within nodes. Statements that people write are far below it. */
const deepest = 150;

/** Walks one level down; what is deeper than the walk goes is refused. */
export function deeper<Result>(inquiry: Inquiry, otherwise: Result, walk: () => Result): Result {
  if (inquiry.depth >= deepest) {
    refuse(inquiry, 'nesting too deep');
    return otherwise;
  }
  inquiry.depth += 1;
  const result = walk();
  inquiry.depth -= 1;
  return result;
}

function placeOf(where: Fields | number | undefined): number | undefined {
  return typeof where === 'number' || where === undefined ? where : locationOf(where);
}

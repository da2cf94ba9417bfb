import type { DecisionJson } from '../../engine/decision-json.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { AttackFamilyName } from './attack-family.ts';

/** Recorded calls that are outside themselves are counted as a family of their own, the first. */
export type ReportFamily = 'as-recorded' | AttackFamilyName;

/** What variants of allowed calls came to. */
export type AttacksResult = {
  /** Calls that variants were made of. */
  readonly parents: number;
  readonly variants: number;
  /** Calls that the rules alone allow or hold, and of which a bounded argument is outside its tenant's boundary. */
  readonly reportedTotal: number;
  /** Those of one tenant, tool, family and argument together, in the order in which they first occurred. */
  readonly reported: readonly ReportedAttack[];
  /** Reported calls that belong to no group in `reported`. */
  readonly elsewhere: number;
  readonly families: { readonly [family in ReportFamily]: FamilyCounts };
  /** By name, the first ones in code unit order. */
  readonly tools: { readonly [tool: string]: ToolCounts };
  /** Sums over all other tools. */
  readonly otherTools: ToolCounts;
  readonly leftOut: LeftOut;
};

export type ReportedAttack = {
  readonly count: number;
  /** The recorded call that the first of them was made of. */
  readonly parent: {
    readonly seq: number;
    readonly source: { readonly file: string; readonly line?: number; readonly index: number };
  };
  readonly tenant: string;
  readonly tool: string;
  readonly family: ReportFamily;
  /** The argument that was changed, as its boundary names it; null where the call is as recorded. */
  readonly argument: string | null;
  /** What stands there, what was recorded of it masked as `‹12›` unless arguments are shown; absent as recorded. */
  readonly attempt?: JsonValue;
  /** All arguments, masked each unless they are shown. */
  readonly arguments?: JsonValue;
  /** Only where arguments are shown. */
  readonly context?: JsonObject;
  /** Another tenant whose boundary takes the call as it is; absent where it leaves for nobody's, or is only spelled oddly. */
  readonly reaches?: string;
  /** Without boundaries and limits. */
  readonly decision: DecisionJson;
  readonly why: string;
};

/** `allowed`: reported, that is allowed or held. */
type FamilyCounts = { readonly tried: number; readonly allowed: number };

export type ToolCounts = {
  readonly parents: number;
  readonly variants: number;
  readonly allowed: number;
  /** Allowed calls that no boundary judges. */
  readonly unbounded: number;
};

/** Allowed calls that no variants were made of, and arguments of the others. */
type LeftOut = {
  /** Of the shape of one that is. */
  readonly alike: number;
  /** Past the most shapes of a tool, or the most parents of a tenant. */
  readonly past: number;
  /** Of long arguments. */
  readonly large: number;
  /** Arguments that a boundary asks about, past the most of a call, or below a value of another type. */
  readonly arguments: number;
};

export const mostReported = 500;
export const mostNamedTools = 1000;

/** The result of two parts of one run. */
export function mergeAttacks(one: AttacksResult, other: AttacksResult): AttacksResult {
  const reported = [...one.reported, ...other.reported].sort((a, b) => a.parent.seq - b.parent.seq);
  const past = reported.slice(mostReported);
  const tools = mergeTools(one, other);
  return {
    parents: one.parents + other.parents,
    variants: one.variants + other.variants,
    reportedTotal: one.reportedTotal + other.reportedTotal,
    reported: reported.slice(0, mostReported),
    elsewhere: past.reduce((sum, { count }) => sum + count, one.elsewhere + other.elsewhere),
    families: byFamily((family) => addFamilyCounts(one.families[family], other.families[family])),
    tools: Object.fromEntries(tools.slice(0, mostNamedTools)),
    otherTools: tools
      .slice(mostNamedTools)
      .reduce(
        (sum, [, counts]) => addToolCounts(sum, counts),
        addToolCounts(one.otherTools, other.otherTools),
      ),
    leftOut: addLeftOut(one.leftOut, other.leftOut),
  };
}

// Each part names the first tools that it has seen, so the first of all are among them with all their calls.
function mergeTools(one: AttacksResult, other: AttacksResult): readonly (readonly [string, ToolCounts])[] {
  const tools = new Map(Object.entries(one.tools));
  for (const [tool, counts] of Object.entries(other.tools)) {
    const known = tools.get(tool);
    tools.set(tool, known === undefined ? counts : addToolCounts(known, counts));
  }
  return [...tools].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Something for each family, in their order. */
export function byFamily<T>(of: (family: ReportFamily) => T): { readonly [family in ReportFamily]: T } {
  return {
    'as-recorded': of('as-recorded'),
    'other-tenants': of('other-tenants'),
    traversal: of('traversal'),
    encodings: of('encodings'),
    'case-and-unicode': of('case-and-unicode'),
    'sql-widening': of('sql-widening'),
    'filter-widening': of('filter-widening'),
    'look-alikes': of('look-alikes'),
    commands: of('commands'),
    'types-and-lists': of('types-and-lists'),
    'extra-arguments': of('extra-arguments'),
  };
}

/** Counts of nothing. */
export const noToolCounts: ToolCounts = { parents: 0, variants: 0, allowed: 0, unbounded: 0 };

export function addToolCounts(one: ToolCounts, other: ToolCounts): ToolCounts {
  return {
    parents: one.parents + other.parents,
    variants: one.variants + other.variants,
    allowed: one.allowed + other.allowed,
    unbounded: one.unbounded + other.unbounded,
  };
}

function addFamilyCounts(one: FamilyCounts, other: FamilyCounts): FamilyCounts {
  return { tried: one.tried + other.tried, allowed: one.allowed + other.allowed };
}

function addLeftOut(one: LeftOut, other: LeftOut): LeftOut {
  return {
    alike: one.alike + other.alike,
    past: one.past + other.past,
    large: one.large + other.large,
    arguments: one.arguments + other.arguments,
  };
}

import type { Severity } from './diagnostic.ts';
import type { JsonObject } from './json.ts';
import type { Range } from './place.ts';
import type { SuppressionUse } from './suppression.ts';

/** Whether a rule reads the document, reasons with the automata, or compares across the fleet of tenants. */
export type RuleKind = 'S' | 'A' | 'F';

/** An item of a control catalogue, by id: `{catalogue: 'nist-800-53', version: '5.1.1', id: 'AC-6'}`. */
export interface ControlReference {
  readonly catalogue: string;
  readonly version: string;
  readonly id: string;
}

/** A concrete call that shows a finding. `kind` says where it lands (`language.md`, "The witness"). */
export interface Witness {
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly context: JsonObject;
  readonly kind: 'foreign' | 'outside' | 'noncanonical' | 'decision';
}

/** Replace `range` of `file` by `text`. */
export interface FindingEdit {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

/** `safe`: keeps the meaning, so that `--fix` may apply it unasked. All edits of a fix are applied, or none. */
export interface FindingFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly FindingEdit[];
}

/** What the linter reports. Messages hold text from files as it stands: whoever prints them makes it visible. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in the user's words, without full stop. */
  readonly message: string;
  /** What to write. */
  readonly help: string;
  /** What stands under the caret. People only. */
  readonly label?: string;
  readonly file: string;
  readonly range: Range;
  /** The tenant it is about, or one example where `tenants` is given. */
  readonly tenant?: string;
  /** How many tenants it reaches, where a template or a list of tenants causes it. */
  readonly tenants?: number;
  readonly rule?: string;
  readonly tool?: string;
  readonly witness?: Witness;
  readonly controls?: readonly ControlReference[];
  readonly fix?: FindingFix;
  /** Other files that cause it. Not printed. */
  readonly causes?: readonly string[];
  /** The text in `range` is a secret: no output shows it. */
  readonly secret?: boolean;
}

export interface LintSummary {
  readonly files: number;
  readonly tenants: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Findings that say a proof could not be settled; also counted by their severity. */
  readonly undecided: number;
  /** Findings hidden by comments or suppressions. */
  readonly suppressed: number;
}

/** An argument that the isolation property says nothing of: it is open, somebody else holds it, or no boundary names it. */
export interface Unclaimed {
  readonly tool: string;
  readonly path: string;
  readonly why: 'open' | 'delegated' | 'unnamed';
  /** Who holds it. */
  readonly to?: string;
}

/** What the proof of isolation covers, and what came of it. */
export interface IsolationClaim {
  readonly tenants: number;
  /** Tools and globs that have a bounded argument, and how many such arguments. */
  readonly tools: number;
  readonly arguments: number;
  /** Tenants that have an escape through allow, or share a boundary with another. */
  readonly refuted: number;
  /** Tenants of which something is undecided, and nothing refuted. */
  readonly undecided: number;
  readonly unclaimed: readonly Unclaimed[];
}

/** A finding that a comment or an entry of `policy.suppressions.json` hides. */
export interface HiddenFinding {
  readonly finding: Finding;
  readonly by: 'comment' | 'file';
  /** Why, where somebody said so. */
  readonly reason?: string;
}

/** Findings in the order of file, offset and code. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** Those that are suppressed; counted by the summary, and printed where a format has a place for them. */
  readonly hidden?: readonly HiddenFinding[];
  readonly summary: LintSummary;
  /** What became of the entries of `policy.suppressions.json`. Not printed. */
  readonly suppressions?: readonly SuppressionUse[];
  /** Absent where no boundary is declared, where documents have errors, or where nobody asked for proofs. */
  readonly isolation?: IsolationClaim;
}

import type { LoggingLevel, VariableValue } from '../model/documents.ts';
import type { Action } from '../model/rule.ts';
import type { BundleMatcher, BundleText } from './bundle-matcher.ts';

/** The version of `data.json` and of the manifest's metadata. A loader takes no other. */
export const bundleFormat = 1;

/**
 * `bulkhead/data.json`: the compiled policies, as JSON (`schemas/bundle.schema.json`). Each rule and each list of rules stands once
 * and is referred to by its index. `positions` says where things were written; it is no part of the revision.
 */
export interface BundleData {
  readonly format: typeof bundleFormat;
  readonly envelope: { readonly required: readonly string[] };
  readonly limits: { readonly max_argument_bytes: number };
  /** By name. Absent where there is no plans document. */
  readonly plans?: { readonly [name: string]: BundlePlan };
  readonly baseline: readonly RuleUse[];
  readonly boundaries: readonly BundleBoundaries[];
  readonly rules: readonly BundleRule[];
  readonly rule_sets: readonly (readonly RuleUse[])[];
  /** By id. */
  readonly tenants: { readonly [id: string]: BundleTenant };
  readonly positions: BundlePositions;
}

/** A rule in a policy: an index into `rules`, what the policy calls it, and the templates it came through. */
export interface RuleUse {
  readonly rule: number;
  readonly name: string;
  readonly chain?: readonly string[];
}

export interface BundleTenant {
  readonly plan?: string;
  readonly suspended?: true;
  /** Only where a text refers to it. */
  readonly name?: string;
  /** Those that a text refers to. */
  readonly vars?: { readonly [name: string]: VariableValue };
  /** An index into `rule_sets`. */
  readonly rules: number;
  readonly default_action: Action;
  readonly logging?: BundleLogging;
}

export interface BundleLogging {
  readonly level?: LoggingLevel;
  readonly retention?: string;
  readonly retention_ms?: number;
}

export interface BundleRate {
  readonly text: string;
  readonly count: number;
  readonly unit_ms: number;
}

export interface BundleApproval {
  readonly channel?: BundleText;
  readonly webhook?: BundleText;
  readonly timeout_ms?: number;
  readonly on_timeout?: 'allow' | 'deny';
}

export interface BundleRule {
  readonly id?: string;
  readonly tools: readonly string[];
  readonly rate_limit?: BundleRate;
  readonly closed_arguments?: true;
  readonly conditions: readonly BundleCondition[];
  readonly action?: Action;
  readonly reason?: BundleText;
  readonly approval?: BundleApproval;
}

export interface BundleCondition {
  readonly id?: string;
  readonly match: readonly { readonly path: BundlePath; readonly matcher: BundleMatcher }[];
  readonly action: Action;
  readonly reason?: BundleText;
  readonly approval?: BundleApproval;
}

/** `segments` come after the root; null stands for `[*]`. */
export interface BundlePath {
  readonly text: string;
  readonly root: 'arguments' | 'context' | 'result';
  readonly segments: readonly (string | null)[];
}

export interface BundlePlan {
  readonly rank: number;
  readonly limits: readonly { readonly name: string; readonly rate: BundleRate }[];
  readonly tools?: readonly string[];
  readonly logging?: BundleLogging;
  readonly approvals_required?: true;
}

export interface BundleBoundaries {
  readonly enforce: boolean;
  readonly tools: readonly { readonly tool: string; readonly entries: readonly BundleBoundaryEntry[] }[];
}

export type BundleBoundaryEntry = { readonly path: BundlePath } & (
  | { readonly kind: 'matcher'; readonly matcher: BundleMatcher }
  | { readonly kind: 'open' }
  | { readonly kind: 'delegated'; readonly to: string }
);

/** Where things were written, for decisions. A file is an index into `files`; lines start at 1. */
export interface BundlePositions {
  readonly files: readonly string[];
  /** A rule's file and line, then the line of each of its conditions. */
  readonly rules: readonly (readonly number[])[];
  /** For each of `baseline`, its index into `rules` here. */
  readonly baseline: readonly number[];
  /** For each rule of a rule set, its index into `rules` here. */
  readonly rule_sets: readonly (readonly number[])[];
  /** For each tenant: an index into `rule_sets` here, then its policy's file and line. */
  readonly tenants: { readonly [id: string]: readonly [number, number, number] };
  /** For each plan: file and line. */
  readonly plans?: { readonly [name: string]: readonly [number, number] };
  /** For each of `boundaries`: its file, and for each tool the lines of its entries. */
  readonly boundaries: readonly {
    readonly file: number;
    readonly lines: readonly (readonly EntryLines[])[];
  }[];
}

/** The line of a boundary's path, then that of its matcher where it begins on another. */
export type EntryLines = readonly number[];

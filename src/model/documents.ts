import type { ArgumentPath } from './argument-path.ts';
import type { JsonValue, Scalar } from './json.ts';
import type { Matcher } from './matcher.ts';
import type { Place, Sourced } from './place.ts';
import type { Posture } from './posture.ts';
import type { Action, PathMatch, Rate, Rule } from './rule.ts';

export type LoggingLevel = 'full' | 'decisions_only' | 'none';

/** Durations in milliseconds; `retentionText` as written (`3years`). */
export interface Logging {
  readonly level?: LoggingLevel;
  readonly retentionMs?: number;
  readonly retentionText?: string;
}

type VariableType = 'string' | 'number' | 'list';
export type VariableValue = Scalar | readonly Scalar[];

/** `vars: {NAME: {type, default}}` of a template. */
export interface VariableDeclaration {
  readonly name: string;
  readonly type: VariableType;
  readonly fallback?: VariableValue;
  readonly place: Place;
}

/** What a tenant's policy and a template have in common. */
export interface PolicyBody {
  readonly file: string;
  /** The whole document. */
  readonly place: Place;
  readonly name?: Sourced<string>;
  readonly extends: readonly Sourced<string>[];
  readonly rules: readonly Rule[];
  readonly defaultAction?: Sourced<Action>;
  readonly logging?: Logging;
  /** Where `logging` says each of its parts. */
  readonly loggingPlaces?: { readonly level?: Place; readonly retention?: Place };
  /** The declared posture as data, by key. */
  readonly isolation?: { readonly [key: string]: JsonValue };
  /** The same with its places. */
  readonly posture?: Posture;
  readonly labels?: { readonly [key: string]: string };
}

export interface TenantDocument extends PolicyBody {
  readonly kind: 'tenant';
  readonly tenantId: Sourced<string>;
  readonly plan?: Sourced<string>;
  readonly status: 'active' | 'suspended';
  readonly vars: ReadonlyMap<string, Sourced<VariableValue>>;
}

/** `name` is what `extends` refers to. */
export interface TemplateDocument extends PolicyBody {
  readonly kind: 'template';
  readonly name: Sourced<string>;
  readonly declares: readonly VariableDeclaration[];
}

/** `kind: tenants`: many tenants at once, each turned into a tenant document without rules of its own. */
export interface TenantsDocument {
  readonly kind: 'tenants';
  readonly file: string;
  readonly place: Place;
  readonly tenants: readonly TenantDocument[];
  /** A JSONL or CSV file that holds more of them. */
  readonly from?: Sourced<string>;
}

export interface PlanLimit {
  /** An exact tool name, a glob, or `total_tool_calls`. */
  readonly name: Sourced<string>;
  readonly rate: Sourced<Rate>;
}

export interface Plan {
  readonly name: Sourced<string>;
  /** From `rank`, else the place in the file, from 0. */
  readonly rank: number;
  readonly limits: readonly PlanLimit[];
  /** Names or globs of the tools it entitles to; absent: all. */
  readonly tools?: readonly Sourced<string>[];
  readonly logging?: Logging;
  readonly approvalsRequired: boolean;
  readonly place: Place;
}

export interface PlansDocument {
  readonly kind: 'plans';
  readonly file: string;
  readonly place: Place;
  readonly plans: readonly Plan[];
}

/** Rules that hold for every tenant: deny and require_approval only. */
export interface BaselineDocument {
  readonly kind: 'baseline';
  readonly file: string;
  readonly place: Place;
  readonly name?: Sourced<string>;
  readonly rules: readonly Rule[];
}

export type BoundaryEntry = { readonly path: ArgumentPath; readonly place: Place } & (
  | { readonly kind: 'matcher'; readonly matcher: Matcher }
  | { readonly kind: 'open' }
  | { readonly kind: 'delegated'; readonly to: string }
);

export interface BoundaryTool {
  /** An exact tool name or a glob. */
  readonly tool: Sourced<string>;
  /** Empty for `none`: the tool touches no tenant's resource. */
  readonly entries: readonly BoundaryEntry[];
}

export interface BoundariesDocument {
  readonly kind: 'boundaries';
  readonly file: string;
  readonly place: Place;
  readonly enforce: boolean;
  readonly enforcePlace?: Place;
  readonly tools: readonly BoundaryTool[];
}

/** A decision that no call of any tenant may get. */
export interface Invariant {
  readonly id: string;
  /** Exact names or globs, in the order written; at least one. */
  readonly tools: readonly Sourced<string>[];
  /** All must hold of the call; empty: any arguments. */
  readonly match: readonly PathMatch[];
  /** What must not be decided. */
  readonly action: Sourced<Action>;
  /** It need not hold for tenants that have all of these labels. */
  readonly except?: { readonly labels: { readonly [key: string]: string } };
  readonly place: Place;
}

export interface InvariantsDocument {
  readonly kind: 'invariants';
  readonly file: string;
  readonly place: Place;
  readonly never: readonly Invariant[];
}

/** Kinds whose content is checked by schema and read by later parts of the toolkit. */
interface OtherDocument {
  readonly kind: 'tools' | 'suite';
  readonly file: string;
  readonly place: Place;
  readonly content: JsonValue;
}

export type PolicyDocument =
  | TenantDocument
  | TemplateDocument
  | TenantsDocument
  | PlansDocument
  | BaselineDocument
  | BoundariesDocument
  | InvariantsDocument
  | OtherDocument;

export type DocumentKind = PolicyDocument['kind'];

import type { BoundaryTool, Logging, Plan, VariableValue } from './documents.ts';
import type { JsonValue } from './json.ts';
import type { Place } from './place.ts';
import type { Posture } from './posture.ts';
import type { Action, Rule } from './rule.ts';

/** A rule as part of an effective policy. The `rule` object is shared by all tenants whose policy has it. */
export interface EffectiveRule {
  /** Its id, else `<first tool>#<n>`. */
  readonly name: string;
  readonly rule: Rule;
  /** The templates it came through, nearest first; empty for a rule of the tenant's own document. */
  readonly chain: readonly string[];
}

/** A tenant's policy after `extends`. References are still in its texts; `bindings` says what they stand for. */
export interface EffectivePolicy {
  readonly tenantId: string;
  readonly plan?: string;
  readonly status: 'active' | 'suspended';
  readonly bindings: Bindings;
  readonly rules: readonly EffectiveRule[];
  readonly defaultAction: Action;
  readonly logging: Logging;
  readonly isolation?: { readonly [key: string]: JsonValue };
  /** The same with its places. One object for all tenants who take it from the same templates alone; absent in bundles. */
  readonly posture?: Posture;
  readonly labels: { readonly [key: string]: string };
  readonly place: Place;
}

/** What the references of a policy stand for. */
export interface Bindings {
  readonly tenantId: string;
  readonly tenantName?: string;
  readonly plan?: string;
  readonly vars: ReadonlyMap<string, VariableValue>;
}

export interface EffectiveBoundaries {
  readonly file: string;
  readonly enforce: boolean;
  readonly tools: readonly BoundaryTool[];
}

/** Everything a decision depends on. */
export interface EffectiveWorkspace {
  readonly envelope: { readonly required: readonly string[] };
  readonly limits: { readonly maxArgumentBytes: number };
  /** Absent where there is no plans document: then every tool is entitled. */
  readonly plans?: ReadonlyMap<string, Plan>;
  readonly baseline: readonly EffectiveRule[];
  readonly boundaries: readonly EffectiveBoundaries[];
  readonly tenants: ReadonlyMap<string, EffectivePolicy>;
}

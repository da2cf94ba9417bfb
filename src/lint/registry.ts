import type { LintRule } from './rule.ts';
import { approvalDestructive } from './rules/approval-destructive.ts';
import { approvalIncomplete } from './rules/approval-incomplete.ts';
import { approvalToxicMix } from './rules/approval-toxic-mix.ts';
import { fleetIdCollision } from './rules/fleet-id-collision.ts';
import { fleetOrphan } from './rules/fleet-orphan.ts';
import { fleetSharedKey } from './rules/fleet-shared-key.ts';
import { flowAlways } from './rules/flow-always.ts';
import { flowUnreachable } from './rules/flow-unreachable.ts';
import { invariantBroken } from './rules/invariant-broken.ts';
import { isolationApprovalEscape } from './rules/isolation-approval-escape.ts';
import { isolationDelegated } from './rules/isolation-delegated.ts';
import { isolationEscape } from './rules/isolation-escape.ts';
import { isolationForeignMention } from './rules/isolation-foreign-mention.ts';
import { isolationMissingBoundary } from './rules/isolation-missing-boundary.ts';
import { isolationOverlap } from './rules/isolation-overlap.ts';
import { isolationRulesEscape } from './rules/isolation-rules-escape.ts';
import { isolationSecondArgument } from './rules/isolation-second-argument.ts';
import { isolationUndecided } from './rules/isolation-undecided.ts';
import { isolationUnenforced } from './rules/isolation-unenforced.ts';
import { loggingTooLittle } from './rules/logging-too-little.ts';
import { matchAbsent } from './rules/match-absent.ts';
import { matchCase } from './rules/match-case.ts';
import { matchEmpty } from './rules/match-empty.ts';
import { matchKnownAttack } from './rules/match-known-attack.ts';
import { matchPrefixEdge } from './rules/match-prefix-edge.ts';
import { matchRegexOnStructure } from './rules/match-regex-on-structure.ts';
import { matchUnanchored } from './rules/match-unanchored.ts';
import { matchUnescapedDot } from './rules/match-unescaped-dot.ts';
import { matchUniversal } from './rules/match-universal.ts';
import { patternInvalid } from './rules/pattern-invalid.ts';
import { patternTooLarge } from './rules/pattern-too-large.ts';
import { planExceeds } from './rules/plan-exceeds.ts';
import { planNotMonotone } from './rules/plan-not-monotone.ts';
import { planUnlimited } from './rules/plan-unlimited.ts';
import { postureCaches } from './rules/posture-caches.ts';
import { postureCompute } from './rules/posture-compute.ts';
import { postureEgress } from './rules/posture-egress.ts';
import { postureEncryption } from './rules/posture-encryption.ts';
import { postureIdentity } from './rules/posture-identity.ts';
import { postureModel } from './rules/posture-model.ts';
import { postureOverbuilt } from './rules/posture-overbuilt.ts';
import { postureQuota } from './rules/posture-quota.ts';
import { postureResidency } from './rules/posture-residency.ts';
import { postureRetrieval } from './rules/posture-retrieval.ts';
import { postureTelemetry } from './rules/posture-telemetry.ts';
import { postureUndeclared } from './rules/posture-undeclared.ts';
import { postureVectors } from './rules/posture-vectors.ts';
import { schemaDuplicateId } from './rules/schema-duplicate-id.ts';
import { schemaInvalid } from './rules/schema-invalid.ts';
import { schemaReference } from './rules/schema-reference.ts';
import { schemaUnknownKey } from './rules/schema-unknown-key.ts';
import { structureDefaultAllow } from './rules/structure-default-allow.ts';
import { structureIgnore } from './rules/structure-ignore.ts';
import { structureNoEffect } from './rules/structure-no-effect.ts';
import { structureOpenArguments } from './rules/structure-open-arguments.ts';
import { structureSecret } from './rules/structure-secret.ts';
import { toolArgumentType } from './rules/tool-argument-type.ts';
import { toolUncovered } from './rules/tool-uncovered.ts';
import { toolUnknown } from './rules/tool-unknown.ts';
import { toolUnknownArgument } from './rules/tool-unknown-argument.ts';
import { yamlAmbiguous } from './rules/yaml-ambiguous.ts';
import { yamlDuplicateKey } from './rules/yaml-duplicate-key.ts';
import { yamlEscape } from './rules/yaml-escape.ts';
import { yamlSyntax } from './rules/yaml-syntax.ts';

/** Every rule, in the order in which `policy rules` lists them. */
export const lintRules: readonly LintRule[] = [
  yamlSyntax,
  yamlEscape,
  yamlDuplicateKey,
  yamlAmbiguous,
  schemaUnknownKey,
  schemaInvalid,
  schemaReference,
  schemaDuplicateId,
  patternInvalid,
  patternTooLarge,
  structureDefaultAllow,
  structureNoEffect,
  structureOpenArguments,
  structureSecret,
  structureIgnore,
  toolUnknown,
  toolUnknownArgument,
  toolArgumentType,
  toolUncovered,
  matchUnanchored,
  matchUnescapedDot,
  matchPrefixEdge,
  matchRegexOnStructure,
  matchKnownAttack,
  matchEmpty,
  matchUniversal,
  matchCase,
  matchAbsent,
  flowUnreachable,
  flowAlways,
  isolationEscape,
  isolationRulesEscape,
  isolationApprovalEscape,
  isolationMissingBoundary,
  isolationSecondArgument,
  isolationDelegated,
  isolationUnenforced,
  isolationUndecided,
  isolationOverlap,
  isolationForeignMention,
  invariantBroken,
  approvalIncomplete,
  approvalDestructive,
  approvalToxicMix,
  loggingTooLittle,
  planExceeds,
  planNotMonotone,
  planUnlimited,
  postureUndeclared,
  postureModel,
  postureOverbuilt,
  postureEncryption,
  postureVectors,
  postureRetrieval,
  postureCompute,
  postureQuota,
  postureEgress,
  postureIdentity,
  postureTelemetry,
  postureCaches,
  postureResidency,
  fleetIdCollision,
  fleetSharedKey,
  fleetOrphan,
];

/** The rule of a code, or undefined. */
export function lintRule(code: string): LintRule | undefined {
  return lintRules.find((rule) => rule.code === code);
}

import type { ArgumentPath } from '../model/argument-path.ts';
import type { Logging, Plan } from '../model/documents.ts';
import type { Approval, Condition, Rate, Rule } from '../model/rule.ts';
import type { EffectiveBoundaries } from '../model/workspace.ts';
import type {
  BundleApproval,
  BundleBoundaries,
  BundleBoundaryEntry,
  BundleCondition,
  BundleLogging,
  BundlePath,
  BundlePlan,
  BundleRate,
  BundleRule,
} from './bundle-data.ts';
import { encodeMatcher, encodeText } from './encode-matcher.ts';

/** A rule without description and places. Equal rules have equal JSON text. */
export function encodeRule(rule: Rule): BundleRule {
  return {
    ...(rule.id !== undefined && { id: rule.id }),
    tools: rule.tools.map(({ value }) => value),
    ...(rule.rateLimit !== undefined && { rate_limit: encodeRate(rule.rateLimit.value) }),
    ...(rule.closedArguments && { closed_arguments: true }),
    conditions: rule.conditions.map(encodeCondition),
    ...(rule.action !== undefined && { action: rule.action.value }),
    ...encodeEffects(rule),
  };
}

function encodeCondition(condition: Condition): BundleCondition {
  return {
    ...(condition.id !== undefined && { id: condition.id }),
    match: condition.match.map(({ path, matcher }) => ({
      path: encodePath(path),
      matcher: encodeMatcher(matcher),
    })),
    action: condition.action.value,
    ...encodeEffects(condition),
  };
}

function encodeEffects(from: Pick<Rule, 'reason' | 'approval'>): Pick<BundleRule, 'reason' | 'approval'> {
  return {
    ...(from.reason !== undefined && { reason: encodeText(from.reason.value) }),
    ...(from.approval !== undefined && { approval: encodeApproval(from.approval) }),
  };
}

function encodeApproval(approval: Approval): BundleApproval {
  return {
    ...(approval.channel !== undefined && { channel: encodeText(approval.channel) }),
    ...(approval.webhook !== undefined && { webhook: encodeText(approval.webhook) }),
    ...(approval.timeoutMs !== undefined && { timeout_ms: approval.timeoutMs }),
    ...(approval.onTimeout !== undefined && { on_timeout: approval.onTimeout }),
  };
}

function encodeRate(rate: Rate): BundleRate {
  return { text: rate.text, count: rate.count, unit_ms: rate.unitMs };
}

function encodePath(path: ArgumentPath): BundlePath {
  return {
    text: path.text,
    root: path.root,
    segments: path.segments.map((segment) => (segment.kind === 'each' ? null : segment.key)),
  };
}

export function encodePlan(plan: Plan): BundlePlan {
  return {
    rank: plan.rank,
    limits: plan.limits.map(({ name, rate }) => ({ name: name.value, rate: encodeRate(rate.value) })),
    ...(plan.tools !== undefined && { tools: plan.tools.map(({ value }) => value) }),
    ...(plan.logging !== undefined && { logging: encodeLogging(plan.logging) }),
    ...(plan.approvalsRequired && { approvals_required: true }),
  };
}

export function encodeLogging(logging: Logging): BundleLogging {
  return {
    ...(logging.level !== undefined && { level: logging.level }),
    ...(logging.retentionText !== undefined && { retention: logging.retentionText }),
    ...(logging.retentionMs !== undefined && { retention_ms: logging.retentionMs }),
  };
}

export function encodeBoundaries({ enforce, tools }: EffectiveBoundaries): BundleBoundaries {
  return {
    enforce,
    tools: tools.map(({ tool, entries }) => ({
      tool: tool.value,
      entries: entries.map((entry): BundleBoundaryEntry => {
        const path = encodePath(entry.path);
        if (entry.kind === 'matcher') return { path, kind: 'matcher', matcher: encodeMatcher(entry.matcher) };
        return entry.kind === 'open' ? { path, kind: 'open' } : { path, kind: 'delegated', to: entry.to };
      }),
    })),
  };
}

import type { ArgumentPath } from '../model/argument-path.ts';
import type { BoundaryEntry, Logging, Plan } from '../model/documents.ts';
import type { Place, Sourced } from '../model/place.ts';
import type { Approval, Condition, Rate, Rule } from '../model/rule.ts';
import type { EffectiveBoundaries } from '../model/workspace.ts';
import { parseArgumentPath } from '../parse/argument-path.ts';
import { BrokenContent } from './broken-content.ts';
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
  EntryLines,
} from './bundle-data.ts';
import { decodeMatcher, decodeText } from './decode-matcher.ts';

/** A place of which only file and line are known. */
export function linePlace(file: string, line: number): Place {
  return { file, line, column: 1, start: 0, end: 0 };
}

/** The rule that stands at `place`; `conditionLines` says where its conditions stand in the same file. Throws `BrokenContent`. */
export function decodeRule(rule: BundleRule, place: Place, conditionLines: readonly number[]): Rule {
  return {
    ...(rule.id !== undefined && { id: rule.id }),
    tools: rule.tools.map((tool) => sourced(tool, place)),
    ...(rule.rate_limit !== undefined && { rateLimit: sourced(decodeRate(rule.rate_limit), place) }),
    closedArguments: rule.closed_arguments === true,
    conditions: rule.conditions.map((condition, index) =>
      decodeCondition(condition, linePlace(place.file, conditionLines[index] ?? place.line)),
    ),
    ...(rule.action !== undefined && { action: sourced(rule.action, place) }),
    ...decodeEffects(rule, place),
    place,
  };
}

function decodeCondition(condition: BundleCondition, place: Place): Condition {
  return {
    ...(condition.id !== undefined && { id: condition.id }),
    match: condition.match.map(({ path, matcher }) => ({
      path: decodePath(path),
      matcher: decodeMatcher(matcher, place),
      place,
    })),
    action: sourced(condition.action, place),
    ...decodeEffects(condition, place),
    place,
  };
}

function decodeEffects(
  from: Pick<BundleRule, 'reason' | 'approval'>,
  place: Place,
): Pick<Rule, 'reason' | 'approval'> {
  return {
    ...(from.reason !== undefined && { reason: sourced(decodeText(from.reason), place) }),
    ...(from.approval !== undefined && { approval: decodeApproval(from.approval, place) }),
  };
}

function decodeApproval(approval: BundleApproval, place: Place): Approval {
  return {
    place,
    ...(approval.channel !== undefined && { channel: decodeText(approval.channel) }),
    ...(approval.webhook !== undefined && { webhook: decodeText(approval.webhook) }),
    ...(approval.timeout_ms !== undefined && { timeoutMs: approval.timeout_ms }),
    ...(approval.on_timeout !== undefined && { onTimeout: approval.on_timeout }),
  };
}

function decodeRate(rate: BundleRate): Rate {
  return { text: rate.text, count: rate.count, unitMs: rate.unit_ms };
}

// The text names the path for the engine, the segments for other evaluators: they must be the same path.
function decodePath({ text, root, segments }: BundlePath): ArgumentPath {
  const parsed = parseArgumentPath(text);
  const keys = parsed.ok
    ? parsed.path.segments.map((segment) => (segment.kind === 'each' ? null : segment.key))
    : [];
  const same =
    parsed.ok &&
    parsed.path.text === text &&
    parsed.path.root === root &&
    keys.length === segments.length &&
    keys.every((key, index) => key === segments[index]);
  if (!same)
    throw new BrokenContent(`the path ${JSON.stringify(text)} does not have the segments it is given`);
  return parsed.path;
}

export function decodePlan(name: string, plan: BundlePlan, place: Place): Plan {
  return {
    name: sourced(name, place),
    rank: plan.rank,
    limits: plan.limits.map((limit) => ({
      name: sourced(limit.name, place),
      rate: sourced(decodeRate(limit.rate), place),
    })),
    ...(plan.tools !== undefined && { tools: plan.tools.map((tool) => sourced(tool, place)) }),
    ...(plan.logging !== undefined && { logging: decodeLogging(plan.logging) }),
    approvalsRequired: plan.approvals_required === true,
    place,
  };
}

export function decodeLogging(logging: BundleLogging): Logging {
  return {
    ...(logging.level !== undefined && { level: logging.level }),
    ...(logging.retention !== undefined && { retentionText: logging.retention }),
    ...(logging.retention_ms !== undefined && { retentionMs: logging.retention_ms }),
  };
}

/** A boundaries document; `lines` says for each of its tools where the entries stand. Throws `BrokenContent`. */
export function decodeBoundaries(
  { enforce, tools }: BundleBoundaries,
  file: string,
  lines: readonly (readonly EntryLines[])[],
): EffectiveBoundaries {
  return {
    file,
    enforce,
    tools: tools.map(({ tool, entries }, index) => ({
      tool: sourced(tool, linePlace(file, lines[index]?.[0]?.[0] ?? 1)),
      entries: entries.map((entry, at) => decodeBoundaryEntry(entry, file, lines[index]?.[at] ?? [])),
    })),
  };
}

function decodeBoundaryEntry(entry: BundleBoundaryEntry, file: string, lines: EntryLines): BoundaryEntry {
  const [line = 1, matcherLine = line] = lines;
  const path = decodePath(entry.path);
  const place = linePlace(file, line);
  if (entry.kind === 'matcher') {
    return {
      path,
      place,
      kind: 'matcher',
      matcher: decodeMatcher(entry.matcher, linePlace(file, matcherLine)),
    };
  }
  if (entry.kind === 'open') return { path, place, kind: 'open' };
  return { path, place, kind: 'delegated', to: entry.to };
}

function sourced<T>(value: T, place: Place): Sourced<T> {
  return { value, place };
}

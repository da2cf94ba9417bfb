import type { PathSegment } from '../model/argument-path.ts';
import type { VariableValue } from '../model/documents.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { EffectivePolicy } from '../model/workspace.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { boundedOnlyBy } from './analysis-session.ts';
import { partAt, positionOf } from './deciding-part.ts';
import { isDecidedBy } from './escape/is-decided-by.ts';
import { readingsOf } from './escape/landing.ts';
import { otherTenants } from './escape/other-tenants.ts';
import type { Escape } from './prove-tool.ts';
import { createQueryJudge } from './query/query-judge.ts';
import { queryOf } from './query/query-of.ts';
import type { CallParts } from './space/call-solver.ts';
import { textsInValue, valueInCall } from './value-in-call.ts';
import { quickEngine } from './witness-engine.ts';

/**
 * The escapes of one tenant as those of another whose policy is the same up to its id and values: each witness with the
 * other's id and values in it, decided anew. Undefined where one of them is not decided as before; then the other has
 * to be looked at by itself.
 */
export function transferEscapes(
  workspace: AnalysedWorkspace,
  from: EffectivePolicy,
  to: EffectivePolicy,
  escapes: readonly Escape[],
): readonly Escape[] | undefined {
  const transferred: Escape[] = [];
  for (const leak of escapes) {
    const moved = transfer(workspace, from, to, leak);
    if (moved === undefined) return undefined;
    transferred.push(moved);
  }
  return transferred;
}

function transfer(
  workspace: AnalysedWorkspace,
  from: EffectivePolicy,
  to: EffectivePolicy,
  leak: Escape,
): Escape | undefined {
  const foreign = leak.foreign === undefined ? undefined : matchingOther(workspace, from, to, leak.foreign);
  if (leak.foreign !== undefined && foreign === undefined) return undefined;
  const other = leak.foreign === undefined ? undefined : workspace.tenants.get(leak.foreign);
  const words = new Map([
    ...(other === undefined || foreign === undefined ? [] : wordPairs(other, foreign)),
    ...wordPairs(from, to),
  ]);
  // Policies of one shape have the same parts in the same places.
  const by = partAt(positionOf(leak.by, from), to);
  if (by === undefined) return undefined;
  const { witness } = leak;
  const call = {
    tool: witness.tool,
    arguments: replaced(witness.arguments, words),
    context: { ...replaced(witness.context, words), tenant_id: to.tenantId },
  };
  const decision = quickEngine(workspace).decide(call, { without: { boundaries: true } });
  if (decision.action !== leak.decision.action || decision.code !== leak.decision.code) return undefined;
  if (!isDecidedBy(quickEngine(workspace), call, by)) return undefined;
  if (quickEngine(boundedOnlyBy(workspace, witness.tool, leak.boundary)).decide(call).code !== 'boundary')
    return undefined;
  if (queryOf(leak.boundary.matcher) === 'sql' && !isRead(leak, call, workspace)) return undefined;
  if (foreign !== undefined && !landsWith(foreign, leak, call, workspace)) return undefined;
  const stopped = quickEngine(workspace).decide(call).action === 'deny';
  if (stopped !== leak.stopped) return undefined;
  return {
    ...leak,
    by,
    decision,
    witness: { ...call, kind: witness.kind },
    ...(foreign === undefined ? {} : { foreign: foreign.tenantId }),
  };
}

/** Whether the database's grammar reads what leaves. */
function isRead({ boundary: { path } }: Escape, call: CallParts, { sql }: AnalysedWorkspace): boolean {
  return textsInValue(valueInCall(call, path)).every(createQueryJudge(sql, '').isQuery);
}

/**
 * Whether a text of what leaves is one that a tool may well read as the foreign tenant's. The engine tells, which has
 * compiled that tenant's boundary as a rule; what any may reach does not leave, so that it need not be taken out.
 */
function landsWith(
  { tenantId }: EffectivePolicy,
  { boundary, witness }: Escape,
  call: CallParts,
  workspace: AnalysedWorkspace,
): boolean {
  // The same query with other ids and values shows the rows of those others.
  if (queryOf(boundary.matcher) !== undefined) return true;
  const { root, segments } = boundary.path;
  const [first, ...deeper] = segments;
  if (first?.kind !== 'key' || root === 'result') return false;
  const engine = quickEngine(boundedOnlyBy(workspace, witness.tool, boundary));
  const context = { ...call.context, tenant_id: tenantId };
  return textsInValue(call[root][first.key])
    .flatMap(readingsOf)
    .some((text) => {
      const parts = { arguments: {}, context };
      const held = { ...parts, [root]: { ...parts[root], [first.key]: valueAt(deeper, text) } };
      const { code } = engine.decide({ tool: witness.tool, ...held });
      return !unanswered.has(code);
    });
}

/** Codes of calls of which the boundary did not say yes, or was not asked. */
const unanswered: ReadonlySet<string> = new Set([
  'boundary',
  'argument_too_large',
  'envelope_incomplete',
  'tenant_unknown',
  'tenant_suspended',
  'not_entitled',
  'internal_error',
]);

/** A value that holds the text at the end of a path. */
function valueAt([segment, ...deeper]: readonly PathSegment[], text: string): JsonValue {
  if (segment === undefined) return text;
  const value = valueAt(deeper, text);
  return segment.kind === 'each' ? [value] : { [segment.key]: value };
}

/** The tenant that stands to the second as the foreign one stood to the first. */
function matchingOther(
  workspace: AnalysedWorkspace,
  from: EffectivePolicy,
  to: EffectivePolicy,
  foreign: string,
): EffectivePolicy | undefined {
  const at = otherTenants(workspace, from.tenantId).findIndex(({ tenantId }) => tenantId === foreign);
  return otherTenants(workspace, to.tenantId)[Math.max(at, 0)] ?? otherTenants(workspace, to.tenantId)[0];
}

/** What stands in the one's calls for what stands in the other's. */
function wordPairs(from: EffectivePolicy, to: EffectivePolicy): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [[from.tenantId, to.tenantId]];
  for (const [name, value] of from.bindings.vars) {
    const [was] = textsOf(value);
    const [is] = textsOf(to.bindings.vars.get(name));
    if (was !== undefined && is !== undefined && was !== '') pairs.push([was, is], [wild(was), wild(is)]);
  }
  return pairs;
}

/** A domain as `escape/telling-values.ts` writes it where its dots are wildcards. */
function wild(domain: string): string {
  return domain.replaceAll('.', 'X');
}

function textsOf(value: VariableValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function replaced(value: JsonObject, words: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replacedIn(item, words)]));
}

function replacedIn(value: JsonValue, words: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string') return replacedText(value, words);
  if (isItems(value)) return value.map((item) => replacedIn(item, words));
  return isObject(value) ? replaced(value, words) : value;
}

function isItems(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** All words at once, the longest first, so that what was put in is not replaced again. */
function replacedText(text: string, words: ReadonlyMap<string, string>): string {
  const longest = [...words.keys()].sort((a, b) => b.length - a.length);
  let result = '';
  for (let at = 0; at < text.length; ) {
    const word = longest.find((candidate) => text.startsWith(candidate, at));
    result += word === undefined ? text[at] : words.get(word);
    at += word?.length ?? 1;
  }
  return result;
}

import type { JsonObject, JsonValue } from '../model/json.ts';
import type { VariableValue } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf, boundedOnlyBy } from './analysis-session.ts';
import { otherTenants } from './escape/other-tenants.ts';
import type { Escape } from './prove-tool.ts';
import { createAtomTable } from './space/atom.ts';
import { modelTool, type RuleModel, type ToolModel } from './space/tool-model.ts';
import type { Decider } from './walk/walk-tool.ts';
import { quickEngine } from './witness-engine.ts';

/**
 * The escapes of one tenant as those of another whose policy is the same up to its id and values: each witness with the
 * other's id and values in it, decided anew. Undefined where one of them is not decided as before; then the other has
 * to be looked at by itself.
 */
export function transferEscapes(
  workspace: EffectiveWorkspace,
  from: EffectivePolicy,
  to: EffectivePolicy,
  tool: string,
  escapes: readonly Escape[],
): readonly Escape[] | undefined {
  const atoms = createAtomTable(algebraOf(workspace));
  const before = modelTool(workspace, from, tool, atoms);
  const after = modelTool(workspace, to, tool, atoms);
  const transferred: Escape[] = [];
  for (const leak of escapes) {
    const moved = transfer(workspace, from, to, leak, [before, after]);
    if (moved === undefined) return undefined;
    transferred.push(moved);
  }
  return transferred;
}

function transfer(
  workspace: EffectiveWorkspace,
  from: EffectivePolicy,
  to: EffectivePolicy,
  leak: Escape,
  [before, after]: readonly [ToolModel, ToolModel],
): Escape | undefined {
  const foreign = leak.foreign === undefined ? undefined : matchingOther(workspace, from, to, leak.foreign);
  if (leak.foreign !== undefined && foreign === undefined) return undefined;
  const other = leak.foreign === undefined ? undefined : workspace.tenants.get(leak.foreign);
  const words = new Map([
    ...(other === undefined || foreign === undefined ? [] : wordPairs(other, foreign)),
    ...wordPairs(from, to),
  ]);
  const by = sameDecider(leak.by, before, after);
  if (by === undefined) return undefined;
  const { witness } = leak;
  const call = {
    tool: witness.tool,
    arguments: replaced(witness.arguments, words),
    context: { ...replaced(witness.context, words), tenant_id: to.tenantId },
  };
  const decision = quickEngine(workspace).decide(call, { without: { boundaries: true } });
  if (decision.action !== leak.decision.action || decision.code !== leak.decision.code) return undefined;
  if (decision.policy.condition !== leak.decision.policy.condition) return undefined;
  if (quickEngine(boundedOnlyBy(workspace, witness.tool, leak.boundary)).decide(call).code !== 'boundary')
    return undefined;
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

/** The tenant that stands to the second as the foreign one stood to the first. */
function matchingOther(
  workspace: EffectiveWorkspace,
  from: EffectivePolicy,
  to: EffectivePolicy,
  foreign: string,
): EffectivePolicy | undefined {
  const at = otherTenants(workspace, from.tenantId).findIndex(({ tenantId }) => tenantId === foreign);
  return otherTenants(workspace, to.tenantId)[Math.max(at, 0)] ?? otherTenants(workspace, to.tenantId)[0];
}

function sameDecider(by: Decider, before: ToolModel, after: ToolModel): Decider | undefined {
  if (by.kind !== 'condition' && by.kind !== 'action') return by;
  const at = before.rules.findIndex(({ linked }) => linked.source.name === by.rule.linked.source.name);
  const rule: RuleModel | undefined = after.rules[at];
  if (rule === undefined) return undefined;
  if (by.kind === 'action') return { kind: 'action', rule };
  const name = by.condition.linked.name;
  const condition = rule.conditions.find(({ linked }) => linked.name === name);
  return condition === undefined ? undefined : { kind: 'condition', rule, condition };
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

import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import type { Place } from '../../model/place.ts';
import type { Action, Condition } from '../../model/rule.ts';
import type { Bindings, EffectiveRule } from '../../model/workspace.ts';
import type { Effect } from '../compare-rates.ts';
import type { TenantSide } from '../decision-change.ts';
import { usableTools } from '../usable-tools.ts';
import { comparedTools } from './compared-tools.ts';
import { type DiffTools, type DraftChange, type Found, toolsText } from './draft-change.ts';
import { type Pair, pairItems } from './pair-items.ts';
import { baselineEffect, type PartEffect } from './part-effect.ts';

/** Conditions and actions of the baseline that came, went or let other calls pass, for tools that a tenant may use. */
export function baselineChanges(before: TenantSide, after: TenantSide, shared: DiffTools): Found {
  const { contents } = shared;
  const usable = [...new Set([before, after].flatMap(({ policy }) => usableTools(policy)))];
  const items = ({ workspace }: TenantSide): readonly Item[] =>
    workspace.baseline
      .flatMap(itemsOf)
      .filter(({ rule }) =>
        rule.rule.tools.some(({ value }) => usable.some((entry) => toolGlobsOverlap(entry, value))),
      );
  const written = (item: Item): string => writtenItem(item, contents);
  const pairs = pairItems(items(before), items(after), [written, ({ id }) => id, ({ name }) => name]);
  const changes: DraftChange[] = [];
  const undecided: string[] = [];
  for (const pair of pairs) {
    const { effect, undecided: why } = effectOf(pair, before, after, shared);
    for (const reason of why) undecided.push(`baseline: ${reason}`);
    if (effect !== undefined) changes.push(...draftOf(pair, effect, before, after, shared));
  }
  return { changes, undecided };
}

/** A condition of a rule, or its own action. */
interface Item {
  readonly rule: EffectiveRule;
  readonly condition?: Condition;
  readonly action: Action;
  readonly place: Place;
  /** Ids, where the author gave any. */
  readonly id: string | undefined;
  readonly name: string;
}

function itemsOf(rule: EffectiveRule): readonly Item[] {
  const { id, conditions, action } = rule.rule;
  const items = conditions.map(
    (condition, index): Item => ({
      rule,
      condition,
      action: condition.action.value,
      place: condition.place,
      id: condition.id === undefined ? undefined : JSON.stringify([id ?? null, condition.id]),
      name: JSON.stringify([rule.name, index]),
    }),
  );
  if (action === undefined) return items;
  const own = { rule, action: action.value, place: action.place };
  return [...items, { ...own, id: id === undefined ? undefined : JSON.stringify([id]), name: rule.name }];
}

function writtenItem({ rule, condition, action }: Item, { text }: DiffTools['contents']): string {
  const tools = rule.rule.tools.map(({ value }) => value);
  return JSON.stringify([tools, action, condition === undefined ? null : text(condition.match)]);
}

function effectOf(
  { before: was, after: is }: Pair<Item>,
  before: TenantSide,
  after: TenantSide,
  { differ, contents }: DiffTools,
): PartEffect {
  if (was === undefined || is === undefined) {
    return { effect: is === undefined ? 'wider' : 'narrower', undecided: [] };
  }
  if (writtenItem(was, contents) === writtenItem(is, contents)) return { effect: undefined, undecided: [] };
  const { tools, complete } = comparedTools(
    [was, is].flatMap(({ rule }) => rule.rule.tools.map((tool) => tool.value)),
  );
  const rules = { before: [ruleOf(was)], after: [ruleOf(is)] };
  const found = tools.map((tool) => baselineEffect(before, after, tool, rules, differ));
  const undecided = found.flatMap((each) => each.undecided);
  if (!complete) undecided.push('it names more tools than can be compared');
  const [effect, ...others] = new Set(found.flatMap((each) => each.effect ?? []));
  return { effect: others.length > 0 || undecided.length > 0 ? 'changed' : effect, undecided };
}

/** The rule with this item alone. */
function ruleOf({ rule, condition }: Item): EffectiveRule {
  const { action, ...rest } = rule.rule;
  if (condition !== undefined) return { ...rule, rule: { ...rest, conditions: [condition] } };
  return { ...rule, rule: { ...rest, conditions: [], ...(action !== undefined && { action }) } };
}

function draftOf(
  { before: was, after: is }: Pair<Item>,
  effect: Effect,
  before: TenantSide,
  after: TenantSide,
  { contents, describe }: DiffTools,
): readonly DraftChange[] {
  const item = is ?? was;
  if (item === undefined) return [];
  const words = (side: Item | undefined, bindings: Bindings): string | null => {
    if (side === undefined) return null;
    const match = side.condition?.match.map(
      ({ path, matcher }) => `${path.text}: ${describe(matcher, bindings)}`,
    );
    return match === undefined ? side.action : `${side.action} where ${match.join(' and ')}`;
  };
  return [
    {
      kind: 'baseline',
      tool: toolsText(item.rule.rule.tools),
      from: words(was, before.policy.bindings),
      to: words(is, after.policy.bindings),
      effect,
      proof: 'exact',
      where: { from: was?.place ?? null, to: is?.place ?? null },
      identity: [was, is].map((side) =>
        side === undefined ? null : `${side.place.file} ${writtenItem(side, contents)}`,
      ),
    },
  ];
}

import type { JsonValue } from '../../../model/json.ts';
import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { type Draft, ours, recorded, text } from '../draft.ts';
import { matcherPart } from '../matcher-part.ts';

/** Filters that let more in than the one recorded, which they still hold. */
export const filterWidening: AttackFamily = {
  name: 'filter-widening',
  of: 'value',
  variants: (target) => {
    if (target.kind !== 'filter' || target.value === undefined) return [];
    if (typeof target.value === 'string') return expressions(target.value, target);
    return [...around(target.value), ...inPlace(target)];
  },
};

/** Expressions, as some stores take for filters. */
function expressions(own: string, { strangers, marks }: AttackTarget): readonly Variant[] {
  const id = strangers[0]?.bindings.tenantId ?? 'other';
  const field = /[A-Za-z_][\w.]*/.exec(own)?.[0] ?? 'tenant_id';
  const drafts = [
    text(recorded(own), ' or 1 == 1'),
    text(recorded(own), ' || true'),
    text(recorded(own), ' OR true'),
    text(recorded(own), ' or ', recorded(field), ` == "${id}"`),
    text(recorded(own), ' or ', recorded(field), ` in ["${id}"]`),
    text(recorded(own), ' or ', recorded(field), ' != ""'),
    text('not (', recorded(own), ')'),
    text('id >= 0 or (', recorded(own), ')'),
    text(recorded(field), ' like "%" or ', recorded(own)),
    text(recorded(field), ' != "', recorded(marks[0] ?? ''), '"'),
    ours('id >= 0'),
    ours(''),
  ];
  return drafts.map((draft) => ({ what: 'an expression that lets more in', draft }));
}

function around(own: JsonValue): readonly Variant[] {
  const kept: Draft = { kind: 'recorded', value: own };
  const list = (...items: readonly Draft[]): Draft => ({ kind: 'list', items });
  const object = (key: string, draft: Draft): Draft => ({ kind: 'object', members: [[key, draft]] });
  const any = ours({});
  return [
    object('$or', list(kept, any)),
    object('$or', list(any, kept)),
    object('$or', list(kept, ours({ id: { $exists: true } }))),
    object('$nor', list(kept)),
    object('$not', kept),
    object('$and', list()),
    object('$or', list()),
    object('should', list(kept, any)),
    object('must_not', list(kept)),
    object('must', list()),
    object('OR', list(kept, any)),
    object('operator', ours('Or')),
    list(kept, any),
    list(),
    any,
  ].map((draft) => ({ what: 'an alternative that lets everything in', draft }));
}

function inPlace({ matcher, strangers, marks, value }: AttackTarget): readonly Variant[] {
  const id = strangers[0]?.bindings.tenantId ?? 'other';
  const field = matcherPart(matcher, 'filter')?.must[0]?.field ?? 'tenant_id';
  const own = marks.find((mark) => JSON.stringify(value)?.includes(mark)) ?? '';
  const conditions: readonly JsonValue[] = [
    id,
    { $eq: id },
    { $ne: id },
    { $ne: '' },
    { $in: [id] },
    { $in: [own, id] },
    { $nin: [] },
    { $exists: true },
    { $gt: '' },
    { $gte: own, $lte: '\uffff' },
    { $regex: '.*' },
    { $not: { $eq: id } },
    { $like: '%' },
    [own, id],
    null,
    true,
  ];
  return conditions.map((condition) => ({
    what: 'a condition that more than the own meets',
    draft: holds(condition, own) ? markedCondition(field, condition) : ours({ [field]: condition }),
  }));
}

function holds(condition: JsonValue, own: string): boolean {
  return own !== '' && JSON.stringify(condition).includes(JSON.stringify(own));
}

function markedCondition(field: string, value: JsonValue): Draft {
  return { kind: 'object', members: [[field, { kind: 'recorded', value }]] };
}

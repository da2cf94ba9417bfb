import type { JsonValue } from '../../../model/json.ts';
import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { type Draft, ours } from '../draft.ts';
import { foreignOf } from '../foreign-text.ts';

/** The value as another type, in a list or beside another's, and no value at all. */
export const typesAndLists: AttackFamily = {
  name: 'types-and-lists',
  of: 'value',
  variants: (target) => (target.value === undefined ? [] : [...lists(target), ...types(target.value)]),
};

function lists(target: AttackTarget): readonly Variant[] {
  const { value = null } = target;
  const mine: Draft = { kind: 'recorded', value };
  const foreign = ours(foreignOf(target));
  const list = (...items: readonly Draft[]): Draft => ({ kind: 'list', items });
  const drafts = [
    ...(isList(value)
      ? [
          list(...value.map((item): Draft => ({ kind: 'recorded', value: item })), foreign),
          list(foreign, ...value.map((item): Draft => ({ kind: 'recorded', value: item }))),
        ]
      : []),
    list(mine, foreign),
    list(foreign, mine),
    list(foreign),
    list(mine),
    list(mine, ours(null)),
    list(list(foreign), mine),
    list(),
  ];
  return drafts.map((draft) => ({ what: "a list with another tenant's in it", draft }));
}

function types(value: JsonValue): readonly Variant[] {
  const mine: Draft = { kind: 'recorded', value };
  const drafts: readonly Draft[] = [
    { kind: 'absent' },
    ours(null),
    ours(true),
    ours(false),
    ours(0),
    ours(1),
    ours(''),
    ours({}),
    { kind: 'object', members: [['value', mine]] },
    { kind: 'object', members: [['0', mine]] },
    { kind: 'object', members: [['toString', mine]] },
  ];
  return drafts.map((draft) => ({ what: 'a value of another type, or none', draft }));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

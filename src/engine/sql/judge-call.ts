import type { Surroundings } from './inquiry.ts';
import { mark, onlyKnown, refuse } from './inquiry.ts';
import { isColumn } from './judge-column.ts';
import { judgeExpression, judgeExpressions } from './walk.ts';
import { judgeFallible } from './judge-fallible.ts';
import { judgeWindow } from './judge-window.ts';
import type { FunctionTrait } from './pure-functions.ts';
import { pureFunctions, totalAggregates } from './pure-functions.ts';
import type { Reach } from './reach.ts';
import { fixed, further, literal, ofGroup } from './reach.ts';
import { isTotalCall } from './total-call.ts';
import type { Fields } from './tree.ts';
import { has, listAt, namesAt } from './tree.ts';

const known = [
  ...['funcname', 'args', 'agg_order', 'agg_filter', 'over', 'agg_within_group', 'agg_star', 'agg_distinct'],
  ...['func_variadic', 'funcformat', 'location'],
];

/** A call of a function that may be called. */
export function judgeCall(fields: Fields, around: Surroundings): Reach {
  const { inquiry } = around;
  onlyKnown(inquiry, fields, 'a call', known);
  const names = namesAt(fields, 'funcname') ?? [];
  const name = names[0] === 'pg_catalog' && names.length === 2 ? names[1] : names.join('.');
  const trait = traitOf(name ?? '', around);
  if (trait === undefined) refuse(inquiry, `the function ${names.join('.')}`, fields);
  const args = listAt(fields, 'args');
  if (trait === 'aggregate' || has(fields, 'over')) return judgeAggregate(name ?? '', trait, fields, around);
  const reach = further(judgeArgs(name ?? '', args, fields, around), fixed);
  // Of literals too: only what never changes is computed when the query is planned.
  if (trait === 'fallible' || !isTotalCall(name ?? '', fields, inquiry))
    judgeFallible(reach, `the function ${name ?? ''}`, fields, around);
  if (around.compared && jsonMakers.has(name ?? '')) mark(inquiry, 'json', fields);
  return reach;
}

/** An aggregate, or a function of a window: what it sees are rows that were chosen. */
function judgeAggregate(
  name: string,
  trait: FunctionTrait | undefined,
  fields: Fields,
  around: Surroundings,
): Reach {
  const { inquiry } = around;
  const within: Surroundings =
    around.place === 'derived' ? { ...around, place: 'last', use: 'shown' } : around;
  const args = listAt(fields, 'args');
  judgeArgs(name, args, fields, within);
  judgeWindow(fields.over, within);
  const sums = name === 'sum' || name === 'avg';
  const isTotal =
    trait === 'aggregate'
      ? totalAggregates.has(name) && (!sums || (around.onlyTables && isColumn(args[0])))
      : trait !== 'fallible' && isTotalCall(name, fields, inquiry);
  if (!isTotal) judgeFallible(ofGroup, `the function ${name}`, fields, around);
  if (around.compared && jsonMakers.has(name)) mark(inquiry, 'json', fields);
  if (around.compared && name === 'array_agg') mark(inquiry, 'array', fields);
  return ofGroup;
}

function judgeArgs(name: string, args: readonly unknown[], call: Fields, around: Surroundings): Reach {
  let reach: Reach = literal;
  for (const arg of args) {
    const isRow = rowTakers.has(name) && isColumn(arg);
    reach = further(reach, judgeExpression(arg, isRow ? { ...around, compared: false } : around));
  }
  reach = further(reach, judgeExpressions(listAt(call, 'agg_order'), around));
  return further(reach, judgeExpression(call.agg_filter, around));
}

/** What gives a value of type json. */
const jsonMakers: ReadonlySet<string> = new Set(
  `json_agg json_object_agg to_json row_to_json json_build_array json_build_object json_extract_path
   json_array_elements json_each`.split(/\s+/),
);

/** What may be given a row, and gives no row back. */
const rowTakers: ReadonlySet<string> = new Set([
  'count',
  'json_agg',
  'jsonb_agg',
  'to_json',
  'to_jsonb',
  'row_to_json',
]);

/** Undefined where it may not be called. A function that only the policy knows is taken at its word. */
function traitOf(name: string, { inquiry }: Surroundings): FunctionTrait | undefined {
  const { functions } = inquiry.policy;
  if (functions === undefined) return pureFunctions.get(name);
  return functions.has(name) ? (pureFunctions.get(name) ?? 'total') : undefined;
}

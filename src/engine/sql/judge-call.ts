import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { judgeFallible } from './judge-fallible.ts';
import { judgeWindow } from './judge-window.ts';
import { literalText } from './patterns.ts';
import type { FunctionTrait } from './pure-functions.ts';
import { pureFunctions, timeUnits, totalAggregates } from './pure-functions.ts';
import type { Reach } from './reach.ts';
import { fixed, further } from './reach.ts';
import type { Fields } from './tree.ts';
import { has, listAt, namesAt, nodeOf } from './tree.ts';
import { judgeExpression, judgeExpressions } from './walk.ts';

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
  const isAggregate = trait === 'aggregate' || has(fields, 'over');
  // What an aggregate or a window sees are rows that were chosen.
  const within: Surroundings =
    isAggregate && around.place === 'derived' ? { ...around, place: 'last' } : around;
  let reach = judgeExpressions(listAt(fields, 'args'), within);
  reach = further(reach, judgeExpressions(listAt(fields, 'agg_order'), within));
  reach = further(reach, judgeExpression(fields.agg_filter, within));
  judgeWindow(fields.over, within);
  const args = listAt(fields, 'args');
  if (isAggregate) {
    const sums = name === 'sum' || name === 'avg';
    const total = totalAggregates.has(name ?? '') && (!sums || nodeOf(args[0])?.kind === 'ColumnRef');
    if (trait === 'aggregate' && !total) judgeFallible(fixed, `the function ${name ?? ''}`, fields, around);
    return fixed;
  }
  const fails = trait === 'fallible' || (trait === 'unit' && !isWholeUnit(args));
  // Of literals too: only what never changes is computed when the query is planned.
  reach = further(reach, fixed);
  if (fails) judgeFallible(reach, `the function ${name ?? ''}`, fields, around);
  return reach;
}

function isWholeUnit(args: readonly unknown[]): boolean {
  return args.length === 2 && timeUnits.has(literalText(args[0]) ?? '');
}

/** Undefined where it may not be called. A function that only the policy knows is taken at its word. */
function traitOf(name: string, { inquiry }: Surroundings): FunctionTrait | undefined {
  const { functions } = inquiry.policy;
  if (functions === undefined) return pureFunctions.get(name);
  return functions.has(name) ? (pureFunctions.get(name) ?? 'total') : undefined;
}

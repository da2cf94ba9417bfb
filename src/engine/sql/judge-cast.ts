import type { Surroundings } from './inquiry.ts';
import { mark, onlyKnown, refuse } from './inquiry.ts';
import { judgeFallible } from './judge-fallible.ts';
import { isModestText, isWrittenOut, literalText } from './literals.ts';
import { isMoment } from './moments.ts';
import type { Reach } from './reach.ts';
import { fixed, further } from './reach.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, untagged } from './tree.ts';
import { isText, judgeTypeName } from './type-names.ts';
import { judgeExpression } from './walk.ts';

/** Types of which some operation that is total of others is not: comparisons of arrays, `extract(year FROM ..)`. */
const oddTypes: ReadonlySet<string> = new Set(['json', 'time', 'timetz']);

/** A cast. One of a constant is carried out by the parser. */
export function judgeCast(fields: Fields, around: Surroundings): Reach {
  const { inquiry, compared } = around;
  onlyKnown(inquiry, fields, 'a cast', ['arg', 'typeName', 'location']);
  const type = untagged(fields, 'typeName');
  const name = judgeTypeName(inquiry, type);
  const reach = judgeExpression(fields.arg, around);
  if (type === undefined || name === undefined || isText(name, type)) return reach;
  if (name === 'json' && compared) mark(inquiry, 'json', fields);
  if (compared && (oddTypes.has(name) || !isModest(fields.arg, name, has(type, 'arrayBounds'))))
    refuse(inquiry, `a cast to ${name} that may be compared`, type);
  // Of other literals too: what time it is, and where, is asked when the statement runs.
  const cast = isWrittenOut(fields.arg) ? reach : further(reach, fixed);
  if (!isMoment({ TypeCast: fields })) judgeFallible(cast, `a cast to ${name}`, type, around);
  return name === 'timestamptz' ? further(cast, fixed) : cast;
}

function isModest(value: unknown, type: string, isArray: boolean): boolean {
  const text = literalText(value);
  if (text !== undefined) return isModestText(text, type) || (isArray && /^\{[\d.,-]{0,1000}\}$/.test(text));
  const array = fieldsOf(value, 'A_ArrayExpr');
  return array === undefined || listAt(array, 'elements').every((element) => isModest(element, type, false));
}

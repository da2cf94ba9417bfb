import type { Inquiry } from './inquiry.ts';
import { literalText } from './literals.ts';
import { timeUnits } from './pure-functions.ts';
import type { Fields } from './tree.ts';
import { listAt } from './tree.ts';

/** How much longer concatenations may make a text: a server has an end to what a text may hold. */
const mostGrowth = 64;

/** Whether a call of a function that gives a value for every row does so with these arguments. */
export function isTotalCall(name: string, call: Fields, inquiry: Inquiry): boolean {
  const args = listAt(call, 'args');
  switch (name) {
    case 'length':
      // With two, the second names an encoding.
      return args.length === 1;
    case 'replace':
      return args.length === 3 && neverLonger(literalText(args[1]), literalText(args[2]));
    case 'array_to_string':
      return args.length === 2 && (literalText(args[1])?.length ?? longestJoint) < longestJoint;
    case 'timezone':
      // No moment is moved out of what a timestamp can hold.
      return args.length === 2 && /^(?:utc|gmt)$/i.test(literalText(args[0]) ?? '');
    case 'concat':
    case 'concat_ws':
      // A call within another, or in a query that another reads, makes what is longer longer.
      inquiry.growth *= 2 * args.length;
      return call.func_variadic !== true && inquiry.growth <= mostGrowth;
    case 'date_trunc':
    case 'date_part':
    case 'extract':
      return args.length === 2 && timeUnits.has(literalText(args[0]) ?? '');
    default:
      return true;
  }
}

const longestJoint = 20;

function neverLonger(from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return false;
  return to.length <= from.length && /^[ -~]*$/.test(to);
}

import type { Random } from './random.ts';
import { isObject, ownProperty, type Segment } from './read-path.ts';
import { oddValues } from './vocabulary.ts';

/**
 * A copy of `target` in which the path leads to `value`; undefined leaves the last key out. Lists on the way get one
 * or two items. What stood in the way is replaced. Now and then the path ends early, at something odd.
 */
export function withValueAt(
  target: unknown,
  path: readonly Segment[],
  value: unknown,
  random: Random,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (first === 'each') {
    const items = Array.isArray(target) && target.length > 0 ? target : [undefined];
    const filled = items.map((item) => withValueAt(item, rest, value, random) ?? null);
    if (random.chance(0.7)) return filled;
    if (random.chance(0.2)) return [];
    return [...filled, random.chance(0.5) ? filled[0] : random.pick(oddValues)];
  }
  const object = isObject(target) ? target : {};
  const held = ownProperty(object, first.key);
  const endsEarly = rest.length > 0 && random.chance(0.06);
  const inner = endsEarly ? random.pick(oddValues) : withValueAt(held, rest, value, random);
  const others = Object.entries(object).filter(([key]) => key !== first.key);
  // `fromEntries` makes an own property of any key, `__proto__` too.
  return Object.fromEntries(inner === undefined ? others : [...others, [first.key, inner]]);
}

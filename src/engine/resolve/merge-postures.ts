import type { Posture } from '../../model/posture.ts';
import type { TextUse } from './text-uses.ts';

/** Postures as one, the nearest first: of each key right below `isolation` the nearest is taken whole. */
export function mergePostures(postures: readonly (Posture | undefined)[]): Posture | undefined {
  let merged: Posture | undefined;
  for (const posture of postures) {
    if (posture === undefined) continue;
    merged = merged === undefined ? posture : withMissing(merged, posture);
  }
  return merged;
}

function withMissing(near: Posture, far: Posture): Posture {
  const isMissing = ([path]: readonly [string, unknown]): boolean =>
    !near.keys.has(path.split('.', 1).join());
  return {
    place: near.place,
    keys: new Map([...near.keys, ...[...far.keys].filter(isMissing)]),
    values: new Map([...near.values, ...[...far.values].filter(isMissing)]),
  };
}

/** Every text of a posture that holds a reference. */
export function postureUses(posture: Posture | undefined): readonly TextUse[] {
  return [...(posture?.values ?? [])].flatMap(([path, values]) =>
    values.flatMap(({ text, place }) =>
      // Where a list may stand, a variable may hold one.
      text === undefined ? [] : [{ text, place, use: path === 'egress.allow' ? 'items' : 'text' }],
    ),
  );
}

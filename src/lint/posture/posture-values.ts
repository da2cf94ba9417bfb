import type { Place } from '../../model/place.ts';
import type { Posture, PostureValue } from '../../model/posture.ts';

/** What a key of a posture says, by its path (`storage.model`); undefined where nothing does. */
export function valueAt(posture: Posture | undefined, path: string): PostureValue | undefined {
  return posture?.values.get(path)?.[0];
}

/** All that a list says. */
export function valuesAt(posture: Posture | undefined, path: string): readonly PostureValue[] {
  return posture?.values.get(path) ?? [];
}

/** Where to point for what a key does not say: the key, else what holds it, else `isolation`. */
export function placeFor(posture: Posture, path: string): Place {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const place = posture.keys.get(at);
    if (place !== undefined) return place;
  }
  return posture.place;
}

import type { Rate } from '../model/rule.ts';
import { shortUnitMs } from './time-units.ts';

/** A rate such as `50/hour` or `5/s`: a whole number above zero, a slash, and a unit from seconds to days. Else undefined. */
export function parseRate(text: string): Rate | undefined {
  const parts = /^(\d{1,15}) ?\/ ?([a-z]+)$/.exec(text);
  const count = Number(parts?.[1]);
  const unitMs = shortUnitMs.get(parts?.[2] ?? '');
  return unitMs === undefined || count === 0 ? undefined : { text, count, unitMs };
}

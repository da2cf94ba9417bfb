const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const timeoutUnits: readonly (readonly [number, readonly string[]])[] = [
  [second, ['s', 'sec', 'secs', 'second', 'seconds']],
  [minute, ['m', 'min', 'mins', 'minute', 'minutes']],
  [hour, ['h', 'hr', 'hrs', 'hour', 'hours']],
  [day, ['d', 'day', 'days']],
];

const longUnits: readonly (readonly [number, readonly string[]])[] = [
  [7 * day, ['w', 'week', 'weeks']],
  [30 * day, ['month', 'months']],
  [365 * day, ['y', 'year', 'years']],
];

/** Milliseconds in each unit that rates and timeouts may be written in, by its spelling. */
export const shortUnitMs: ReadonlyMap<string, number> = bySpelling(timeoutUnits);

/** The same with weeks, months of 30 days and years of 365 days, for retention. */
export const longUnitMs: ReadonlyMap<string, number> = bySpelling([...timeoutUnits, ...longUnits]);

function bySpelling(units: readonly (readonly [number, readonly string[]])[]): ReadonlyMap<string, number> {
  return new Map(units.flatMap(([ms, spellings]) => spellings.map((spelling) => [spelling, ms] as const)));
}

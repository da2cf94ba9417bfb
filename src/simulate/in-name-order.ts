/** By name, in code unit order: what is equal is written alike, in whatever order it was found. */
export function inNameOrder<Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

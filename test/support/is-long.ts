/** Whether what takes minutes is run too, and every command line in a process of its own: `.ci/run` asks for it. */
export const isLong: boolean = process.env.BULKHEAD_LONG !== undefined;

/** How many runs of a property there are: few each time, many in the long runs. */
export function runs(few: number, many: number): number {
  return isLong ? many : few;
}

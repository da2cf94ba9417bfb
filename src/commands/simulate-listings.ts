import type { CommandListing } from './command.ts';

/** What belongs to `policy simulate` beside a run itself. */
export const simulateListings: readonly CommandListing[] = [
  {
    name: 'merge',
    summary: 'the results of all shards of a run, joined to that of the whole',
    load: async () => (await import('./simulate-merge.ts')).simulateMergeCommand,
  },
];

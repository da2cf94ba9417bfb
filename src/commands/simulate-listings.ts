import type { CommandListing } from './command.ts';

/** What belongs to `policy simulate` beside a run itself. */
export const simulateListings: readonly CommandListing[] = [
  {
    name: 'merge',
    summary: 'the results of all shards of a run, joined to that of the whole',
    load: async () => (await import('./simulate-merge.ts')).simulateMergeCommand,
  },
  {
    name: 'enqueue',
    summary: 'put a run into a queue, for workers on any number of machines',
    load: async () => (await import('./simulate-enqueue.ts')).simulateEnqueueCommand,
  },
  {
    name: 'work',
    summary: 'decide shards of the runs in a queue, until interrupted',
    load: async () => (await import('./simulate-work.ts')).simulateWorkCommand,
  },
  {
    name: 'collect',
    summary: 'wait for a run in a queue, and print its result as if one machine had decided it',
    load: async () => (await import('./simulate-collect.ts')).simulateCollectCommand,
  },
];

import type { CommandListing } from './command.ts';

/** `policy tools`: what tools there are. */
export const toolsListings: readonly CommandListing[] = [
  {
    name: 'import',
    summary: "a server's tool list → a tools document",
    load: async () => (await import('./tools-import.ts')).toolsImportCommand,
  },
];

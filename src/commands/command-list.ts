import { bundleListings } from './bundle.ts';
import type { CommandListing } from './command.ts';
import { simulateListings } from './simulate-listings.ts';
import { toolsListings } from './tools.ts';

/** Every command, in the order help lists them. A command's module is imported only when it is asked for. */
export const commandList: readonly CommandListing[] = [
  {
    name: 'init',
    summary: 'a workspace that lints clean, with comments that teach',
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'lint',
    summary: 'schema, structure and isolation rules; the gate in CI',
    load: async () => (await import('./lint.ts')).lintCommand,
  },
  {
    name: 'rules',
    summary: 'what a rule finds, why, what to write; offline',
    load: async () => (await import('./rules.ts')).rulesCommand,
  },
  {
    name: 'show',
    summary: "a tenant's effective policy, each line with its origin",
    load: async () => (await import('./show.ts')).showCommand,
  },
  {
    name: 'eval',
    summary: 'one call, decided and explained',
    load: async () => (await import('./eval.ts')).evalCommand,
  },
  {
    name: 'simulate',
    summary: 'recorded tool calls through the engine',
    load: async () => (await import('./simulate.ts')).simulateCommand,
    commands: simulateListings,
  },
  {
    name: 'diff',
    summary: 'two versions, plans or bundles: what may happen now that could not before',
    load: async () => (await import('./diff.ts')).diffCommand,
  },
  {
    name: 'bundle',
    summary: 'what runtimes load: build, inspect',
    commands: bundleListings,
  },
  {
    name: 'report',
    summary: 'a saved result of simulate, lint or diff as an HTML page that stands alone',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  {
    name: 'tools',
    summary: "what tools there are: import a server's list",
    commands: toolsListings,
  },
  {
    name: 'completion',
    summary: 'a script that completes commands, options, rules and formats',
    load: async () => (await import('./completion.ts')).completionCommand(() => commandList),
  },
];

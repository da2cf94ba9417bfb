import { UserMistake } from '../host/user-mistake.ts';
import type { CommandDefinition, CommandListing } from './command.ts';

/** `policy bundle`: what runtimes load. */
export const bundleListings: readonly CommandListing[] = [
  {
    name: 'build',
    summary: 'one file with the policies of all tenants, the same to the byte each time',
    load: async () => (await import('./bundle-build.ts')).bundleBuildCommand,
  },
  {
    name: 'inspect',
    summary: 'what a bundle holds',
    load: async () => (await import('./bundle-inspect.ts')).bundleInspectCommand,
  },
  {
    name: 'verify',
    summary: 'check a signed bundle (comes with a later version)',
    load: () => Promise.resolve(laterCommand('verify', 'check a signed bundle (comes with a later version)')),
  },
  {
    name: 'keygen',
    summary: 'make a key to sign bundles with (comes with a later version)',
    load: () =>
      Promise.resolve(laterCommand('keygen', 'make a key to sign bundles with (comes with a later version)')),
  },
];

function laterCommand(name: string, summary: string): CommandDefinition {
  return {
    summary,
    operands: [{ name: '[files...]', about: 'not read yet' }],
    options: [],
    formats: ['pretty'],
    example: `policy bundle ${name}`,
    run: () =>
      Promise.reject(
        new UserMistake(`policy bundle ${name} comes with a later version: bundles are not signed yet`, {
          help: 'a runtime loads an unsigned bundle where it says so: openBundle(bytes, { unsigned: "allow", ... })',
        }),
      ),
  };
}

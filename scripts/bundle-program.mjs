import { buildSync } from 'esbuild';

/**
 * The command line in a few files, packages included: opening some three hundred modules is what takes longest when it
 * starts. Library doors stay as TypeScript wrote them.
 * @param {string} entry the module that starts the program, in TypeScript or JavaScript
 * @param {string} outdir
 */
export function bundleProgram(entry, outdir) {
  buildSync({
    // Beside it what its threads run.
    entryPoints: [entry, entry.replace(/main(?=\.\w+$)/, 'replay-worker')],
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    // Loaded only where a policy asks `sql`; its WebAssembly lies beside its own files.
    // bullmq and ioredis are there only where somebody uses a queue.
    external: ['libpg-query', 'bullmq', 'ioredis'],
    // CommonJS packages inside ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
}

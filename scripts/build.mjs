// Builds dist/: generated validators first, then TypeScript, then what TypeScript does not copy.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

rmSync(join(root, 'dist'), { recursive: true, force: true });
await import('./build-schemas.mjs');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' });
if (status === 0) {
  cpSync(join(root, 'src/parse/generated'), join(root, 'dist/parse/generated'), { recursive: true });
  await bundleProgram();
}
process.exitCode = status === 0 && existsSync(join(root, 'dist/program/main.js')) ? 0 : 1;

/**
 * The command line in a few files, packages included: opening some three hundred modules is what takes longest when it
 * starts. Library doors stay as TypeScript wrote them.
 */
async function bundleProgram() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'dist/commands/main.js')],
    outdir: join(root, 'dist/program'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    // CommonJS packages inside ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
}

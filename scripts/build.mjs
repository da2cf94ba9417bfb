// Builds dist/: generated validators first, then TypeScript, then what TypeScript does not copy.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle-program.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

rmSync(join(root, 'dist'), { recursive: true, force: true });
await import('./build-schemas.mjs');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' });
if (status === 0) {
  cpSync(join(root, 'src/parse/generated'), join(root, 'dist/parse/generated'), { recursive: true });
  bundleProgram(join(root, 'dist/commands/main.js'), join(root, 'dist/program'));
}
process.exitCode = status === 0 && existsSync(join(root, 'dist/program/main.js')) ? 0 : 1;

// Builds what is installed from a checkout or from git. npm prepares a package that it installs globally from git
// without what developing it needs: then that is fetched first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.env.npm_execpath;

if (!existsSync(join(root, 'node_modules/typescript')) && npm !== undefined) {
  const { npm_config_global: _global, npm_config_prefix: _prefix, ...env } = process.env;
  const args = [npm, 'ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await import('./build.mjs');

import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import manifest from '../../package.json' with { type: 'json' };
import { scratchFolder } from '../support/scratch-folder.ts';
import { repository } from './page.ts';

let built: string | undefined;

/** What brings files of its own along, and so stays a package. */
const foreign = ['libpg-query'];

/** Makes the package's doors, as the sources are now, importable below a folder. Built once for a test file. */
export function installPackage(folder: string): void {
  built ??= buildPackage();
  const target = join(folder, 'node_modules', manifest.name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(built, target);
}

function buildPackage(): string {
  const folder = scratchFolder();
  const doors = [manifest.exports['.'], manifest.exports['./engine'], manifest.exports['./runtime']];
  buildSync({
    entryPoints: doors.map((door) => door.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
    absWorkingDir: repository,
    outbase: 'src',
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: [...foreign],
    logLevel: 'error',
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of foreign)
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  cpSync(join(repository, 'package.json'), join(folder, 'package.json'));
  cpSync(join(repository, 'schemas'), join(folder, 'schemas'), { recursive: true });
  return folder;
}

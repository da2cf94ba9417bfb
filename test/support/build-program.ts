import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../scripts/bundle-program.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const builds = join(repository, 'node_modules', '.cache', 'policy-test-builds');
const oldAfterMs = 60 * 60 * 1000;

/**
 * The path of a `policy.js` that runs the sources as they are now. Compiled once for the same sources, whichever test
 * file asks first; types are checked elsewhere.
 */
export function buildProgram(): string {
  built ??= findOrCompile();
  return built;
}

let built: string | undefined;

function findOrCompile(): string {
  const files = sourceFiles();
  const build = join(builds, digestOf(files));
  if (!existsSync(build)) compile(files, build);
  return join(build, 'bin', 'policy.js');
}

function sourceFiles(): readonly string[] {
  const folders = ['src', 'schemas', 'bin', 'docs/rules'].filter((folder) =>
    existsSync(join(repository, folder)),
  );
  const inside = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  );
  return ['package.json', ...inside].filter((file) => statSync(join(repository, file)).isFile()).sort();
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(repository, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 24);
}

function compile(files: readonly string[], build: string): void {
  const draft = `${build}.${randomBytes(4).toString('hex')}`;
  for (const file of files.filter((each) => !each.startsWith('src'))) {
    mkdirSync(dirname(join(draft, file)), { recursive: true });
    cpSync(join(repository, file), join(draft, file));
  }
  bundleProgram(join(repository, 'src/commands/main.ts'), join(draft, 'dist', 'program'));
  try {
    renameSync(draft, build);
  } catch {
    // Another test file was faster; its build is the same.
    rmSync(draft, { recursive: true, force: true });
  }
  removeOldBuilds();
}

function removeOldBuilds(): void {
  for (const name of readdirSync(builds)) {
    const build = join(builds, name);
    const age = Date.now() - (statSync(build, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > oldAfterMs) rmSync(build, { recursive: true, force: true });
  }
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programVersion } from './program-version.ts';

/** Names this program as it is built, and what runs it: another build may find other things. */
export function programDigest(): string {
  const hash = createHash('sha256').update(`${programVersion()} ${process.version}\0`);
  // The program is in a few files, all in one folder.
  const folder = fileURLToPath(new URL('.', import.meta.url));
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(folder, entry.name));
    hash.update(`${entry.name} ${bytes.length}\0`).update(bytes);
  }
  // The grammar of queries is the one thing outside that decides what is proved.
  const grammar = dirname(createRequire(import.meta.url).resolve('libpg-query'));
  for (const name of readdirSync(grammar).sort())
    if (/\.(js|wasm)$/.test(name)) hash.update(readFileSync(join(grammar, name)));
  return hash.digest('hex');
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

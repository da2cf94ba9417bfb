// Writes the Unicode tables under src/pattern/unicode. Needs Go (any with Unicode 15.0.0) and a Node whose Unicode
// version is 15.0 or later: the NFKC form of a character never changes once the character is assigned.
// Usage: node scripts/unicode/generate.mjs
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dump = fileURLToPath(new URL('dump.go', import.meta.url));
const target = new URL('../../src/pattern/unicode/', import.meta.url);
const { categories, scripts, orbits } = JSON.parse(
  execFileSync('go', ['run', dump], { encoding: 'utf8', maxBuffer: 1 << 28 }),
);

const byName = (a, b) => (a[0] < b[0] ? -1 : 1);
// What RE2 knows: one letter and two letters, without what is unassigned or a union of its own (Cn, LC).
const re2Names = Object.entries(categories).filter(([name]) => /^[A-Z][a-z]?$/.test(name) && name !== 'Cn');
const twoLetters = re2Names.filter(([name]) => name.length === 2).sort(byName);

write(
  'category-table.ts',
  'categoryTable',
  'General categories of Unicode 15.0, two letters each',
  twoLetters,
);
write('script-table.ts', 'scriptTable', 'Scripts of Unicode 15.0', Object.entries(scripts).sort(byName));
writeFileSync(
  new URL('fold-table.ts', target),
  `// Made by scripts/unicode/generate.mjs; do not edit.

/** Orbits of simple case folding, Unicode 15.0: characters in base 36, orbits apart by commas. */
export const foldTable: string =
  '${orbits.map((orbit) => orbit.map((c) => c.toString(36)).join(' ')).join(',')}';
`,
);
writeFileSync(
  new URL('path-alike-table.ts', target),
  `// Made by scripts/unicode/generate.mjs; do not edit.

/** Characters, \`.\`, \`/\` and \`\\\` aside, whose NFKC form holds one of these three; Unicode 15.0, form as \`categoryTable\`. */
export const pathAlikeTable: string = '${encode(pathAlikes())}';
`,
);

function write(file, name, what, entries) {
  const lines = entries.map(([key, ranges]) => `  ['${key}', '${encode(join(ranges))}'],`);
  writeFileSync(
    new URL(file, target),
    `// Made by scripts/unicode/generate.mjs; do not edit.

/** ${what}. Ranges as gap and length less one in base 36. */
export const ${name}: ReadonlyMap<string, string> = new Map([
${lines.join('\n')}
]);
`,
  );
}

function join(ranges) {
  const joined = [];
  for (let i = 0; i < ranges.length; i += 2) {
    if (joined.at(-1) === ranges[i] - 1) joined[joined.length - 1] = ranges[i + 1];
    else joined.push(ranges[i], ranges[i + 1]);
  }
  return joined;
}

function encode(ranges) {
  let at = 0;
  const parts = [];
  for (let i = 0; i < ranges.length; i += 2) {
    parts.push((ranges[i] - at).toString(36), (ranges[i + 1] - ranges[i]).toString(36));
    at = ranges[i + 1] + 1;
  }
  return parts.join(' ');
}

function pathAlikes() {
  const found = [];
  for (const [, ranges] of twoLetters) {
    for (let i = 0; i < ranges.length; i += 2) {
      for (let c = ranges[i]; c <= ranges[i + 1]; c += 1) {
        if (c >= 0xd800 && c <= 0xdfff) continue;
        const text = String.fromCodePoint(c);
        if (!'./\\'.includes(text) && /[./\\]/.test(text.normalize('NFKC'))) found.push(c);
      }
    }
  }
  return join(found.sort((a, b) => a - b).flatMap((c) => [c, c]));
}

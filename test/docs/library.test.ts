import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPackage } from './install-package.ts';
import { allPages, filesAbove } from './page.ts';
import { openWorkshop } from './workshop.ts';

const examples = allPages().flatMap((page) =>
  page.blocks
    .filter(({ language }) => language === 'js' || language === 'ts')
    .map((block) => ({ at: `${page.file}:${block.line}`, page, block })),
);

describe.skipIf(process.platform === 'win32')('JavaScript examples', () => {
  it.concurrent.for(examples)(
    '$at runs and prints what its comments say',
    async ({ page, block }, { expect }) => {
      const { directive, text } = block;
      const workshop = await openWorkshop(
        directive,
        directive.withFiles ? filesAbove(page, block) : new Map(),
      );
      installPackage(workshop.folder);
      writeFileSync(join(workshop.folder, 'example.mjs'), text);
      const { code, output } = await workshop.run('node example.mjs');
      expect({ code, output }).toEqual({ code: directive.exits, output: printed(text) });
    },
  );
});

/** What the comments `// prints: ...` of an example say, in order. */
function printed(text: string): string {
  return [...text.matchAll(/\/\/ prints: (.*)$/gm)].map(([, line]) => `${line}\n`).join('');
}

describe('the comments of an example', () => {
  it('say what it prints', () => {
    expect(printed('f(); // prints: a b\n// other\ng(); // prints: c\n')).toBe('a b\nc\n');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand } from '../../commands/run-command.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const recorded = fileURLToPath(new URL('../../../fixtures/simulate/recorded-time', import.meta.url));

test('a page shows expectations, limits, approvals, and coverage in the text of the policies', async () => {
  const file = join(scratchFolder(), 'page.html');
  const asked = ['--coverage', '--expect', 'expected.jsonl', '--format', `html=${file}`];
  await runCommand(['-q', '-C', recorded, 'simulate', 'calls.jsonl', ...asked]);
  const page = readFileSync(file, 'utf8');
  const sections = [...page.matchAll(/<section[^>]*id="([a-z]+)"/g)].map(([, id]) => id);
  expect(sections).toEqual(
    expect.arrayContaining(['expectations', 'limits', 'approvals', 'coverage', 'decisions']),
  );
  expect(page).toContain('6 of 38 calls refused');
  expect(page).toContain('2 decided otherwise');
  // A line of a policy with what it decided beside it.
  expect(page).toMatch(/✓ 6 of 16<\/span>.*<code> {2}free: \{ search_documents: 5\/hour/);
});

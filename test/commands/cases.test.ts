import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCase } from './run-case.ts';

// Each folder is a case: `cmd.sh`, the workspace it runs in, and all that it prints in `expected.txt`.
const cases = fileURLToPath(new URL('../../fixtures/commands', import.meta.url));
const names = readdirSync(cases).filter((name) => existsSync(join(cases, name, 'cmd.sh')));

describe.skipIf(process.platform === 'win32')('the program', () => {
  it('has cases', () => {
    expect(names.length).toBeGreaterThan(30);
  });

  it.concurrent.for(names)('%s', async (name, { expect: held }) => {
    await held(await runCase(cases, name)).toMatchFileSnapshot(join(cases, name, 'expected.txt'));
  });
});

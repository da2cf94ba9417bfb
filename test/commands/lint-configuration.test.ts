import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

const sound = { 'a.yaml': 'tenant_id: acme\n' };

describe('a configuration that would be passed over', () => {
  test.each(['policy.config.yml', 'below/policy.config.yml'])('%s is refused', async (name) => {
    const folder = scratchFolder({ ...sound, [name]: 'lint: { rules: { posture/undeclared: error } }\n' });
    expect(await runCommand(['-C', folder, 'lint'])).toMatchObject({
      code: 2,
      message: expect.stringContaining(`${name} is not read: a configuration is called policy.config.yaml`),
    });
    expect((await runCommand(['-q', '-C', folder, 'lint', '--config', join(folder, name)])).code).not.toBe(0);
  });

  test('a link that leads nowhere is missed', async () => {
    const folder = scratchFolder(sound);
    symlinkSync('gone.yaml', join(folder, 'policy.config.yaml'));
    expect(await runCommand(['-C', folder, 'lint'])).toMatchObject({
      code: 2,
      message: expect.stringContaining('there is no file policy.config.yaml'),
    });
  });
});

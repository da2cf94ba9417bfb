import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../support/build-program.ts';
import { type LanguageServer, startLanguageServer } from '../support/language-server.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('an editor in a workspace that init wrote', () => {
  const folder = scratchFolder();
  let server: LanguageServer;
  beforeAll(async () => {
    execFileSync(process.execPath, [buildProgram(), 'init', '-C', folder]);
    server = await startLanguageServer(pathToFileURL(folder).href);
  });
  afterAll(() => server.stop());

  const uriOf = (file: string): string => pathToFileURL(join(folder, file)).href;
  const files = [
    'policy.config.yaml',
    'plans.yaml',
    'boundaries.yaml',
    'baseline.yaml',
    'templates/standard.yaml',
    'tenants/acme.yaml',
    'tenants/globex.yaml',
  ];

  it.each(files)('finds nothing wrong with %s, and flags a key it does not know', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(await server.open(uriOf(file), text)).toEqual([]);
    const problems = await server.open(uriOf(file.replace('.yaml', '-2.yaml')), `${text}\nunheard_of: 1\n`);
    expect(problems).toContainEqual(expect.stringContaining('unheard_of'));
  });

  it('completes an action', async () => {
    const text = readFileSync(join(folder, 'tenants/globex.yaml'), 'utf8').replace(
      'action: deny',
      'action: ',
    );
    const line = text.split('\n').findIndex((each) => each.endsWith('action: '));
    await server.open(uriOf('tenants/new.yaml'), text);
    expect(await server.complete(uriOf('tenants/new.yaml'), line, 12)).toContain('require_approval');
  });
});

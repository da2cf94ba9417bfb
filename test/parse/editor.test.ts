import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageServer, startLanguageServer } from '../support/language-server.ts';

describe('the schemas in an editor', () => {
  let folder: string;
  let server: LanguageServer;
  beforeAll(async () => {
    // Somewhere that knows nothing of this repository, as a workspace would.
    folder = mkdtempSync(join(tmpdir(), 'policy-editor-'));
    cpSync(join(import.meta.dirname, '../../schemas'), join(folder, 'schemas'), { recursive: true });
    server = await startLanguageServer(pathToFileURL(folder).href);
  });
  afterAll(() => {
    server.stop();
    rmSync(folder, { recursive: true });
  });

  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const header = (schema: string): string => `# yaml-language-server: $schema=${schema}\n`;

  it.each([
    ['a relative schema of one kind', 'schemas/tenant.schema.json'],
    ['a schema of any kind', './schemas/policy.schema.json'],
  ])('complete an action and flag an unknown key: %s', async (name, schema) => {
    const uri = uriOf(`${name.replaceAll(' ', '-')}.yaml`);
    const text = `${header(schema)}tenant_id: tenant_a\nrulez: []\nrules:\n  - tool: x\n    action: \n`;
    const problems = await server.open(uri, text);
    expect(problems).toContainEqual(expect.stringContaining('rulez'));
    expect(await server.complete(uri, 5, 12)).toEqual(
      expect.arrayContaining(['allow', 'deny', 'require_approval']),
    );
  });

  it('complete the matchers', async () => {
    const uri = uriOf('matchers.yaml');
    const schema = pathToFileURL(join(folder, 'schemas/tenant.schema.json')).href;
    const rule =
      'rules:\n  - tool: x\n    conditions:\n      - action: allow\n        match:\n          arguments.path: { p';
    await server.open(uri, `${header(schema)}tenant_id: tenant_a\n${rule}`);
    expect(await server.complete(uri, 7, 29)).toEqual(
      expect.arrayContaining(['path_within', 'equals', 'any_of']),
    );
  });

  it('say nothing about a sound document', async () => {
    const uri = uriOf('sound.yaml');
    const text = `${header('schemas/policy.schema.json')}kind: boundaries\ntools:\n  x: none\n  y: { arguments.a: open }\n`;
    expect(await server.open(uri, text)).toEqual([]);
  });
});

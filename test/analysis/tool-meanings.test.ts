import { describe, expect, it } from 'vitest';
import { argumentKinds } from '../../src/analysis/argument-kind.ts';
import { toolMeanings } from '../../src/analysis/tool-meanings.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { parseArgumentPath } from '../../src/parse/argument-path.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

const documents = (files: Record<string, string>) =>
  readWorkspace(new Map(Object.entries(files)), defaultConfig).documents;
const pathOf = (text: string) => {
  const parsed = parseArgumentPath(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.path;
};
const schema = (...names: readonly string[]) =>
  `input_schema: { type: object, properties: { ${names.map((name) => `${name}: {}`).join(', ')} } }`;
const files = documents({
  'tools.yaml': `kind: tools
tools:
  'mcp__pc__search-records': { ${schema('name', 'namespace', 'query', 'rerank', 'llm_provider', 'llm_model')} }
  fetch: { ${schema('url', 'method')} }
  read_file: { effect: delete, arguments: { path: key } }
  'pay_*': { effect: pay }
`,
  'tenant.yaml': `tenant_id: t
rules:
  - { tool: slack_post_message, conditions: [{ match: { arguments.channel_id: a }, action: allow }] }
  - { tool: move_file, conditions: [{ match: { arguments.source: a }, action: allow }] }
  - { tool: list_directory, conditions: [{ match: { arguments.path: a }, action: allow }] }
  - { tool: 'git_*', action: deny }
`,
});
const meanings = toolMeanings(files);

describe('toolMeanings', () => {
  it.each([
    ['mcp__pc__search-records', 'pinecone', 'fits'],
    ['slack_post_message', 'slack', 'likely'],
    ['move_file', 'filesystem', 'likely'],
    ['list_directory', 'filesystem', 'likely'],
    ['fetch', undefined, undefined],
    ['read_file', undefined, undefined],
    ['git_status', undefined, undefined],
    ['constructor', undefined, undefined],
  ])('%s is of the server %s: %s', (tool, server, certainty) => {
    const matched = meanings.profileOf(tool);
    expect([matched?.profile.server, matched?.certainty]).toEqual([server, certainty]);
  });

  it.each([
    ['mcp__pc__search-records', 'read', 'profile'],
    ['slack_post_message', 'send', 'likely profile'],
    ['read_file', 'delete', 'tools document'],
    ['pay_bill', 'pay', 'tools document'],
    ['delete_file', 'delete', 'name'],
  ])('%s: %s, by %s', (tool, effect, from) => {
    expect(meanings.effectOf(tool)).toEqual({ effect, from });
  });

  it('says what a missing argument is read as, with and without list steps', () => {
    expect(
      meanings.profileArgument('mcp__pc__search-records', pathOf('arguments.query.filter'))?.absent,
    ).toBe('all');
    expect(meanings.profileArgument('move_file', pathOf('arguments.source'))?.boundary).toEqual({
      kind: 'path',
    });
    expect(meanings.profileArgument('move_file', pathOf('context.source'))).toBeUndefined();
  });

  it('gives kinds where the declared arguments fit, and nowhere else', () => {
    const kinds = argumentKinds(files);
    const asked = (tool: string, path: string) => [
      kinds.kindOf(tool, pathOf(path)),
      kinds.isGuess(tool, pathOf(path)),
    ];
    expect(asked('mcp__pc__search-records', 'arguments.query.filter')).toEqual(['filter', false]);
    expect(asked('mcp__pc__search-records', 'arguments.query.inputs.text')).toEqual(['text', false]);
    expect(asked('move_file', 'arguments.source')).toEqual([undefined, true]);
    expect(asked('read_file', 'arguments.path')).toEqual(['key', false]);
  });
});

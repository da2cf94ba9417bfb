import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

const policy = (tenant: string, action: string): string =>
  `tenant_id: ${tenant}\nrules: [{ tool: read, action: ${action} }]\n`;
const call = (tenant: string): string =>
  `{"tool":"read","arguments":{},"context":{"tenant_id":"${tenant}","user_id":"u","plan":"free"}}\n`;
const files = {
  'policy.config.yaml': "exclude: ['old/**']\n",
  'acme.yaml': policy('acme', 'allow'),
  'globex.yaml': policy('globex', 'allow'),
  'old/acme.yaml': policy('acme', 'deny'),
  'calls.jsonl': call('acme') + call('globex'),
};

/** What a merge of two shards comes to, each with options of its own. */
async function merged(first: readonly string[], second: readonly string[]) {
  const folder = scratchFolder(files);
  const results = [join(folder, '1.json'), join(folder, '2.json')];
  for (const [at, options] of [first, second].entries())
    await runCommand([
      ...['simulate', '-q', '-C', folder, 'calls.jsonl', '--shard', `${at + 1}/2`],
      ...[...options, '--format', `json=${results[at]}`],
    ]);
  return await runCommand([
    ...['simulate', 'merge', '-q', '-C', folder, ...results],
    ...['--format', `json=${join(folder, 'all.json')}`],
  ]);
}

describe('shards of runs that were asked otherwise', () => {
  it.each<[what: string, first: readonly string[], second: readonly string[]]>([
    ['other versions', ['--against', '.'], ['--against', 'old']],
    ['an assumed interval', ['--assume-interval', '1s'], []],
    ['other intervals', ['--assume-interval', '1s'], ['--assume-interval', '2s']],
  ])('are refused: %s', async (_, first, second) => {
    expect(await merged(first, second)).toMatchObject({
      code: 2,
      message: expect.stringContaining('shard 2/2 was asked otherwise than shard 1'),
    });
  });

  it('are joined where the same is only written otherwise', async () => {
    expect(await merged(['--against', '.'], ['--against', './'])).toEqual({ code: 0 });
  });
});

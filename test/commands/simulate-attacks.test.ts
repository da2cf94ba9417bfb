import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

const fixture = fileURLToPath(new URL('../../fixtures/simulate/attacks', import.meta.url));
const example = fileURLToPath(new URL('../../examples/saas-platform', import.meta.url));
const out = join(scratchFolder({}), 'out');

function jsonOf(name: string): {
  readonly attacks?: { readonly reportedTotal: number; readonly variants: number };
} {
  return JSON.parse(readFileSync(`${out}-${name}.json`, 'utf8'));
}

function simulate(folder: string, name: string, ...args: readonly string[]): ReturnType<typeof runCommand> {
  return runCommand(['simulate', '-q', '-C', folder, ...args, '--format', `json=${out}-${name}.json`]);
}

describe('policy simulate --attacks', () => {
  it('fails where naive rules let a variant out', async () => {
    expect(await simulate(fixture, 'naive', 'calls.jsonl', '--attacks')).toEqual({ code: 1 });
    expect(jsonOf('naive').attacks?.reportedTotal).toBeGreaterThan(100);
  });

  it('does not where it is not asked', async () => {
    expect(await simulate(fixture, 'unasked', 'calls.jsonl')).toEqual({ code: 0 });
    expect(jsonOf('unasked').attacks).toBeUndefined();
  });

  it('does not under the typed example', async () => {
    expect(await simulate(example, 'typed', '--attacks')).toEqual({ code: 0 });
    expect(jsonOf('typed').attacks).toMatchObject({ reportedTotal: 0 });
    expect(jsonOf('typed').attacks?.variants).toBeGreaterThan(500);
  });

  it('needs boundaries', async () => {
    const folder = scratchFolder({
      'acme.yaml': 'tenant_id: acme\n',
      'calls.jsonl': '{"tool":"read","arguments":{}}\n',
    });
    const ran = await simulate(folder, 'bare', 'calls.jsonl', '--attacks');
    expect(ran).toMatchObject({ code: 2, message: expect.stringContaining('--attacks needs boundaries') });
  });

  it('comes to the same in shards that are joined, and fails there', async () => {
    await simulate(fixture, 'whole', 'calls.jsonl', '--attacks');
    for (const shard of ['1', '2'])
      await simulate(fixture, shard, 'calls.jsonl', '--attacks', '--shard', `${shard}/2`);
    const merged = [
      'simulate',
      'merge',
      '-q',
      `${out}-1.json`,
      `${out}-2.json`,
      '--format',
      `json=${out}-merged.json`,
    ];
    expect(await runCommand(merged)).toEqual({ code: 1 });
    expect(readFileSync(`${out}-merged.json`, 'utf8')).toBe(readFileSync(`${out}-whole.json`, 'utf8'));
  });
});

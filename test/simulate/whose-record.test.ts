import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../commands/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const call = { id: '1', type: 'function', function: { name: 'a', arguments: '{}' } };
const messages = [
  { role: 'system', content: 'help' },
  { role: 'assistant', tool_calls: [call] },
  { role: 'tool', tool_call_id: '1', content: 'done' },
];
const line = (tenant: string): string => JSON.stringify({ headers: { 'x-for': tenant }, messages });
const policy = (tenant: string): string => `tenant_id: ${tenant}\nrules: [{ tool: a, action: allow }]\n`;
const map = `entries:
  - { when: { at: { /headers/x-for: one } }, tenant: one }
  - { when: { at: { /headers/x-for: two } }, tenant: two }
`;

it.each([
  ['--tenant-from', '/headers/x-for'],
  ['--tenant-map', 'map.yaml'],
])('%s: what one tenant said is not another’s repetition of it', async (option, value) => {
  const folder = scratchFolder({
    'policy.config.yaml': 'exclude: [map.yaml]\n',
    'map.yaml': map,
    'one.yaml': policy('one'),
    'two.yaml': policy('two'),
    'log.jsonl': [line('one'), line('two'), line('one')].join('\n'),
  });
  const out = join(folder, 'result.json');
  const ran = await runCommand([
    'simulate',
    '-q',
    '-C',
    folder,
    join(folder, 'log.jsonl'),
    option,
    value,
    '--format',
    `json=${out}`,
  ]);
  const { tenants } = JSON.parse(readFileSync(out, 'utf8'));
  expect([ran.code, tenants.one.calls, tenants.two.calls]).toEqual([0, 1, 1]);
});

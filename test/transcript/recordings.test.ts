import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAll, recordings } from './read-all.ts';

const missing = !existsSync(recordings);

function recording(path: string): Buffer {
  return readFileSync(new URL(path, recordings));
}

/** Counts by looking for a key anywhere in raw JSON, knowing nothing of the format. */
function countLists(value: unknown, key: string): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Object.entries(value).filter(([name, member]) => name === key && Array.isArray(member));
  const here = own.reduce((sum, [, member]) => sum + member.length, 0);
  return here + Object.values(value).reduce((sum: number, member) => sum + countLists(member, key), 0);
}

describe.skipIf(missing)('recordings of others', () => {
  it('AgentDojo: 3,654 calls in five files', async () => {
    const files = readdirSync(new URL('agentdojo/', recordings)).filter((name) => name.endsWith('.jsonl'));
    let total = 0;
    for (const file of files) {
      const bytes = recording(`agentdojo/${file}`);
      const { format, calls, malformed, records } = await readAll(bytes);
      expect([format, malformed]).toEqual(['agentdojo', []]);
      const raw = bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
      expect(calls).toHaveLength(countLists(raw, 'tool_calls'));
      for (const record of records) {
        if (record.kind === 'call')
          expect(record.record).toHaveProperty('metadata.suite_name', record.call.session?.split('/')[0]);
      }
      total += calls.length;
    }
    expect(total).toBe(3654);
  });

  it('tau-bench: 1,164 calls, each with its result', async () => {
    const { format, calls, malformed } = await readAll(recording('tau-bench/gpt-4o-airline.json'));
    expect([format, malformed, calls.length]).toEqual(['tau-bench', [], 1164]);
    expect(calls.filter(({ result }) => result === undefined)).toEqual([]);
  });

  it('fine-tuning data: every call, once', async () => {
    const bytes = recording('openai-finetuning/train_sft-v1-small.jsonl');
    const { format, calls, malformed } = await readAll(bytes);
    const raw = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    expect([format, malformed]).toEqual(['openai-chat', []]);
    expect(calls.length).toBeGreaterThan(200);
    expect(calls).toHaveLength(countLists(raw, 'tool_calls'));
    expect(calls.filter(({ result }) => result === undefined)).toEqual([]);
  });

  it.each([
    ['deepseek/src/chat/__fixtures__/deepseek-tool-call.json', 'openai-chat', 1],
    ['mistral/src/__fixtures__/mistral-tool-call.json', 'openai-chat', 1],
    ['groq/src/__fixtures__/groq-tool-call.json', 'openai-chat', 1],
    ['xai/src/__fixtures__/xai-tool-call.json', 'openai-chat', 1],
    ['anthropic/src/__fixtures__/anthropic-web-search-tool.1.json', 'anthropic-messages', 2],
    ['anthropic/src/__fixtures__/anthropic-mcp.1.json', 'anthropic-messages', 1],
    ['anthropic/src/__fixtures__/anthropic-programmatic-tool-calling.1.json', 'anthropic-messages', 5],
    ['anthropic/src/__fixtures__/anthropic-tool-no-args.json', 'anthropic-messages', 1],
  ])('an answer of a provider: %s', async (path, format, count) => {
    const read = await readAll(recording(`provider-responses/packages/${path}`));
    expect([read.format, read.malformed, read.calls.length]).toEqual([format, [], count]);
  });
});

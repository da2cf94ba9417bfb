import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { open, readAll, recordings } from './read-all.ts';

const folder = new URL('coding-agents/Resources/Fixtures/stage0/agents/', recordings);
const missing = !existsSync(folder);

function filesOf(agent: string): readonly string[] {
  return readdirSync(new URL(`${agent}/`, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jsonl?$/.test(name) && !name.endsWith('.meta.json'))
    .map((name) => `${agent}/${name}`);
}

describe.skipIf(missing)('logs of coding agents', () => {
  it('Claude Code: every call', async () => {
    for (const file of filesOf('claude')) {
      const bytes = readFileSync(new URL(file, folder));
      const { format, calls, malformed } = await readAll(bytes);
      expect([file, format, malformed]).toEqual([file, 'claude-code', []]);
      expect(calls).toHaveLength(bytes.toString('utf8').match(/"type":"tool_use"/g)?.length ?? 0);
    }
  });

  // Each writes calls in a form of its own; to take it for another's would lose or invent some.
  it.each([
    'antigravity',
    'copilot',
    'cursor',
    'droid',
    'gemini',
    'grok',
    'kimi',
    'openclaw',
    'opencode',
    'pi',
    'qwen',
  ])('%s: refused, not misread', async (agent) => {
    const opened: string[] = [];
    for (const file of filesOf(agent)) {
      const opening = await open(readFileSync(new URL(file, folder)));
      if (opening.ok) opened.push(`${file} as ${opening.format.name}`);
    }
    expect(opened).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../../src/engine/index.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

// The linter reports these with their place; an engine that nobody linted for must not take them for something else.
it.each(['^[${vars.x}]$', '\\Q${vars.x}\\E', 'a{${vars.n}}', '\\${vars.x}'])(
  'a reference in %s denies every call that asks it',
  (pattern) => {
    const text = `tenant_id: t\nvars: { x: abc, n: 2 }\nrules:\n  - { tool: r, conditions: [{ match: { arguments.q: '${pattern}' }, action: allow }] }\n`;
    const { documents } = readWorkspace(new Map([['a.yaml', text]]), defaultConfig);
    const { workspace } = resolveWorkspace(documents, defaultConfig);
    const engine = createEngine(workspace, { clock: () => 0, limits: createMemoryLimitStore() });
    const decision = engine.decide({ tool: 'r', arguments: { q: 'abc' }, context: { tenant_id: 't' } });
    expect([decision.action, decision.code]).toEqual(['deny', 'internal_error']);
  },
);

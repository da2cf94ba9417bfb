import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { PlainCall } from './envelope.ts';
import { interpret, newState } from './interpret.ts';
import type { PlainWorkspace } from './plain-documents.ts';
import { realEngine } from './real-engine.ts';
import { decisionsFolder, hasDecisions } from './shared-data.ts';

describe.skipIf(!hasDecisions)('the recorded decisions', () => {
  it('are what the page says', () => {
    const workspace = plainWorkspace();
    const state = newState();
    expectRecorded((call) => interpret(workspace, call, state));
  });

  it('are what the program says', () => {
    const engine = realEngine(documentFiles(), {});
    if (engine.kind === 'refused') throw new Error(engine.problems.join('\n'));
    expectRecorded(engine.decide);
  });
});

function expectRecorded(
  decide: (call: PlainCall) => { readonly action: string; readonly code: string },
): void {
  const expected = jsonLines('expected.jsonl');
  const decided = jsonLines('calls.jsonl').map(({ time, ...call }, index) => {
    const { action, code } = decide({ ...call, time: Date.parse(time) });
    // Where the code does not matter it was left out.
    return { call, decision: { action, ...(expected[index].code !== undefined && { code }) } };
  });
  expect(decided.length).toBeGreaterThan(0);
  for (const [index, { call, decision }] of decided.entries()) {
    expect(decision, JSON.stringify(call)).toEqual(expected[index]);
  }
}

function jsonLines(file: string) {
  const lines = readFileSync(join(decisionsFolder, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function documentFiles() {
  const files = readdirSync(decisionsFolder).filter(
    (file) => file.endsWith('.yaml') && file !== 'policy.config.yaml',
  );
  return files.map((file) => ({ file, text: readFileSync(join(decisionsFolder, file), 'utf8') }));
}

function plainWorkspace(): PlainWorkspace {
  const documents = documentFiles().map(({ text }) => parse(text));
  return {
    config: {},
    tenants: documents.filter((document) => document.tenant_id !== undefined),
    templates: documents.filter((document) => document.kind === 'template'),
    plans: documents.find((document) => document.plans !== undefined),
    baseline: documents.filter((document) => document.kind === 'baseline'),
    boundaries: documents.filter((document) => document.kind === 'boundaries'),
  };
}

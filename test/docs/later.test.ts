import { describe, expect, it } from 'vitest';
import { engineFor } from '../support/engine-for.ts';
import { readPage } from './page.ts';

/** A matcher of each kind that is not judged yet, and a value that it is there to say yes to. */
const samples = new Map([['filter', ['{ filter: { must: { a: b } } }', '{"a":"b"}']]]);

const { text } = readPage('docs/language.md');
const table = /\*\*judging it comes later\*\*.*\n\n((?:\|.*\n)+)/.exec(text)?.[1] ?? '';
const named = [...table.matchAll(/^\| `([a-z_]+): /gm)].flatMap(([, kind]) => kind ?? []);

describe('matchers of which docs/language.md says that judging it comes later', () => {
  it('are listed', () => {
    expect(table).not.toBe('');
    expect(named.every((kind) => samples.has(kind))).toBe(true);
  });

  // One that is judged now moves to the table above it.
  it.each(named)('%s is unclear of what it is there for', (kind) => {
    const [matcher = '', value = ''] = samples.get(kind) ?? [];
    const engine = engineFor({
      'a.yaml': `tenant_id: a\nrules: [{ tool: t, conditions: [{ match: { arguments.x: ${matcher} }, action: allow }] }]\n`,
    });
    const argument: unknown = value.startsWith('{') ? JSON.parse(value) : value;
    const decision = engine.decide({ tool: 't', arguments: { x: argument }, context: { tenant_id: 'a' } });
    expect(decision.code).toBe('argument_unjudgeable');
  });
});

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { boundaryEntriesFor } from '../../../src/engine/compile/boundary-entries.ts';
import type { SqlParser } from '../../../src/engine/index.ts';
import type { BoundaryEntry } from '../../../src/model/documents.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { loadSqlGrammar } from '../../../src/runtime/load-sql-grammar.ts';
import { attackFamilies } from '../../../src/simulate/attacks/attack-families.ts';
import { attackFamilyNames } from '../../../src/simulate/attacks/attack-family.ts';
import { attackTargets, type BoundedArgument } from '../../../src/simulate/attacks/attack-targets.ts';
import type { AttacksResult } from '../../../src/simulate/attacks/attacks-result.ts';
import { marksOf, strangersIn } from '../../../src/simulate/attacks/strangers.ts';
import { attackCalls } from '../../../src/simulate/attacks/try-attacks.ts';
import { attacksOf } from '../attacks-of.ts';
import { callOf, engineFor, workspaceOf } from '../replay-for.ts';
import { type NaiveCase, naiveCases } from './naive-cases.ts';

const tenants = {
  'globex.yaml': 'tenant_id: globex\nvars: { host: api.globex.example, domain: globex.example }\n',
};

function workspace(
  { argument, typed }: NaiveCase,
  rule: string,
  bounded = argument,
): { readonly [file: string]: string } {
  return {
    ...tenants,
    'acme.yaml': `
tenant_id: acme
vars: { host: api.acme.example, domain: acme.example }
rules:
  - tool: work
    conditions: [{ match: { arguments.${argument}: ${rule} }, action: allow }]
`,
    'boundaries.yaml': `
kind: boundaries
tools:
  work: { arguments.${bounded}: { ${typed} } }
`,
  };
}

let grammar: SqlParser;
beforeAll(async () => {
  grammar = await loadSqlGrammar();
});

function attacked(files: { readonly [file: string]: string }, args: JsonObject): AttacksResult {
  return attacksOf(files, [callOf('work', { arguments: args, context: { tenant_id: 'acme' } })], grammar);
}

/** What is tried of a case's family on its call. */
function attemptsOf(each: NaiveCase): readonly unknown[] {
  const read = workspaceOf(workspace(each, each.naive));
  const bindings = read.tenants.get('acme')?.bindings;
  if (bindings === undefined) throw new Error('there is a tenant acme');
  const entries = boundaryEntriesFor(read.boundaries, 'work').filter(isBounded);
  const args = { [each.argument]: each.value };
  const own = { marks: marksOf(bindings), strangers: strangersIn(read)(bindings) };
  return [...attackCalls(args, attackTargets('work', args, entries, own))]
    .filter(({ family }) => family === each.family)
    .map((call) => call.arguments[each.argument] ?? null);
}

function isBounded(entry: BoundaryEntry): entry is BoundedArgument {
  return entry.kind === 'matcher';
}

describe.each(naiveCases)('$family: $what', (each) => {
  it('is tried, once', () => {
    const attempts = attemptsOf(each).map((attempt) => JSON.stringify(attempt));
    expect(attempts).toContain(JSON.stringify(each.attempt));
    expect(attempts.length).toBeLessThan(80);
  });

  it('gets out where the rule is naive', () => {
    const files = workspace(each, each.naive);
    const args = each.attempt === null ? {} : { [each.argument]: each.attempt };
    const decision = engineFor(files, grammar).decide(
      { tool: 'work', arguments: args, context: { tenant_id: 'acme' } },
      { without: { boundaries: true } },
    );
    expect(decision.action).toBe('allow');
    const found = attacked(files, { [each.argument]: each.value });
    expect(found.reported.map(({ family }) => family)).toContain(each.family);
  });

  it('does not where it is typed', () => {
    const found = attacked(workspace(each, `{ ${each.typed} }`), { [each.argument]: each.value });
    expect(found.parents).toBe(1);
    expect(found.families[each.family].tried).toBeGreaterThan(0);
    expect(found.reported).toEqual([]);
  });
});

describe('extra-arguments', () => {
  const each = naiveCases.find(({ argument }) => argument === 'to');
  if (each === undefined) throw new Error('there is a case with mail');
  const boundary = `any_of: [{ exists: false }, { ${each.typed} }]`;
  const bounded = { ...each, typed: boundary };

  it('are put where a boundary asks about them and a rule does not', () => {
    const found = attacked(workspace(bounded, "'@acme[.]example$'", 'cc'), { to: each.value });
    expect(found.reported.map(({ family, argument }) => [family, argument])).toEqual([
      ['extra-arguments', 'arguments.cc'],
    ]);
    expect(found.reported[0]?.attempt).toBe('eve@globex.example');
  });

  it('are stopped by a rule that asks about them too', () => {
    const rule = `'@acme[.]example$', arguments.cc: { ${boundary} }`;
    const found = attacked(workspace(bounded, rule, 'cc'), { to: each.value });
    expect(found.families['extra-arguments'].tried).toBeGreaterThan(2);
    expect(found.reported).toEqual([]);
  });
});

describe('families', () => {
  it('have a case each', () => {
    const covered = new Set([...naiveCases.map(({ family }) => family), 'extra-arguments']);
    expect(attackFamilyNames.filter((name) => !covered.has(name))).toEqual([]);
  });

  it('have a line each on the page, in their order', () => {
    const page = readFileSync(new URL('../../../docs/commands/simulate.md', import.meta.url), 'utf8');
    const listed = [...page.matchAll(/^\| `([a-z][a-z-]+)` \| /gm)].map(([, name]) => name);
    expect(listed).toEqual([...attackFamilyNames]);
    expect(attackFamilies.map(({ name }) => name)).toEqual([...attackFamilyNames]);
  });
});

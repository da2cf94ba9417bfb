import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintWorkspace } from '../../src/lint/lint-workspace.ts';
import type { Memory } from '../../src/model/memory.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { runs } from '../support/is-long.ts';
import { mapMemory } from '../support/map-memory.ts';

type Files = ReadonlyMap<string, string>;

const lint = (files: Files, memory?: Memory): string => {
  const options = { today: '2026-01-01', ...(memory === undefined ? {} : { memory }) };
  const { sources: _, coverage: _coverage, ...outcome } = lintWorkspace(files, defaultConfig, options);
  return JSON.stringify(outcome, undefined, 1);
};

const tenantIds = ['acme', 'acme_eu', 'globex', 'initech', 'umbrella'];

const plansFile = 'plans.yaml';

/** What a file may say, in place of what it says. */
const versions: { readonly [file: string]: readonly string[] } = {
  'boundaries.yaml': ['true', 'false'].flatMap((enforce) =>
    ["'/data/${tenant.id}/'", "['/data/${tenant.id}/', /pub/]"].map(
      (folders) => `kind: boundaries
enforce: ${enforce}
tools:
  read_file: { arguments.path: { path_within: ${folders} } }
  send_email: { arguments.to: { email: { domains: '\${vars.domains}' } } }
`,
    ),
  ),
  [plansFile]: ['[read_file, send_email]', '[read_file]'].map(
    (tools) => `kind: plans\nplans:\n  pro: { tools: ${tools} }\n  max: { approvals: required }\n`,
  ),
  'role.yaml': [
    "'^/data/${tenant.id}/'",
    "'^/data/${tenant.id}/[a-z]{1,9}$'",
    "'^(?:/pub/x|/data/${tenant.id}/y)'",
  ].map(
    (path) => `kind: template
name: role
vars: { domains: { type: list } }
rules:
  - { tool: read_file, conditions: [{ match: { arguments.path: ${path} }, action: allow }] }
  - { tool: send_email, conditions: [{ match: { arguments.to: '@\${vars.domains}$' }, action: allow }] }
`,
  ),
};

/** A tenant's document; its second domain's dots are letters to a pattern that does not quote them. */
const tenant = (id: string, variant: number): string => `tenant_id: ${id}
plan: ${variant % 2 === 0 ? 'pro' : 'max'}
extends: role
vars: { domains: [${id.replace('_', '-')}.example${variant % 3 === 0 ? '' : `, ${id.replace('_', '-')}.test`}] }
${variant > 3 ? "rules: [{ tool: read_file, conditions: [{ match: { arguments.path: '/secret$' }, action: deny }] }]\n" : ''}`;

const edit = fc.oneof(
  fc.tuple(fc.constantFrom(...tenantIds), fc.nat({ max: 5 })).map(([id, variant]) => ({
    file: `tenants/${id}.yaml`,
    text: tenant(id, variant),
  })),
  fc.constantFrom(...tenantIds).map((id) => ({ file: `tenants/${id}.yaml`, text: undefined })),
  fc
    .constantFrom(...Object.keys(versions))
    .chain((file) => fc.constantFrom(...(versions[file] ?? [])).map((text) => ({ file, text }))),
  // The same further down, so that every place is another.
  fc
    .constantFrom('role.yaml', 'boundaries.yaml')
    .map((file) => ({ file, text: `# moved\n${versions[file]?.[0]}` })),
);

const edited = (files: Files, { file, text }: { file: string; text: string | undefined }): Files => {
  const next = new Map(files);
  if (text === undefined) next.delete(file);
  else next.set(file, text);
  return next;
};

const first: Files = new Map([
  ...Object.entries(versions).map(([file, [text = '']]) => [file, text] as const),
  ...tenantIds.slice(0, 4).map((id, at) => [`tenants/${id}.yaml`, tenant(id, at % 2)] as const),
]);

describe('a lint with a memory', () => {
  it('says what it says without one, whatever was changed, added or taken away', () => {
    let recalled = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const memory = mapMemory();
        let files = first;
        lint(files, memory);
        memory.recalled();
        for (const change of edits) {
          files = edited(files, change);
          expect(lint(files, memory)).toBe(lint(files));
          recalled += memory.recalled();
        }
      }),
      { numRuns: runs(3, 60) },
    );
    expect(recalled).toBeGreaterThan(0);
  });

  it('finds nothing anew of what is unchanged', () => {
    const kept: string[] = [];
    const memory = mapMemory();
    const watched = {
      ...memory,
      keep(key: string, value: string) {
        kept.push(key);
        memory.keep(key, value);
      },
    };
    expect(lint(first, watched)).toContain('isolation/rules-escape');
    expect(kept.filter((key) => key.startsWith('proof ')).length).toBeGreaterThan(3);
    kept.length = 0;
    lint(first, watched);
    expect(kept).toEqual([]);
  });

  it('believes what it is told: the keys are all that keeps it right', () => {
    const memory = mapMemory();
    lint(first, memory);
    const lying = { ...memory, recall: (key: string) => (key.startsWith('proof ') ? nothing : undefined) };
    expect(lint(first, lying)).not.toContain('isolation/rules-escape');
  });

  it('finds anew what points to parts that are not there', () => {
    const proof = lint(first);
    for (const found of [
      { boundary: 7, by: [0, 0] },
      { boundary: 0, by: [9] },
      { boundary: 0, by: [0, 9] },
    ]) {
      const text = JSON.stringify({ escapes: [found], undecided: [] });
      const memory: Memory = {
        recall: (key) => (key.startsWith('proof ') ? text : undefined),
        keep: () => {},
        digest: (content) => content,
      };
      expect(lint(first, memory)).toBe(proof);
    }
  });
});

const nothing = '{"escapes":[],"undecided":[]}';

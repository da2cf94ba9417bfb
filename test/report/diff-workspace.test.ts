import { describe, expect, test } from 'vitest';
import { diffJson } from '../../src/report/diff-json.ts';
import { diffMarkdown } from '../../src/report/diff-markdown.ts';
import { diffPretty } from '../../src/report/diff-pretty.ts';
import type { WorkspaceComparison } from '../../src/report/diff-view.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { textPatches } from '../../src/report/text-patches.ts';
import { diffOf, type Files } from '../analysis/diff-of.ts';
import { runs } from '../support/is-long.ts';
import { outputSchema } from './output-schemas.ts';

const files = {
  'base.yaml':
    "kind: template\nname: base\nrules:\n  - tool: read\n    conditions:\n      - match: { arguments.path: '^/data/' }\n        action: allow\n",
  'all.yaml':
    'kind: tenants\ntenants:\n  - { tenant_id: a, extends: base, plan: free }\n  - { tenant_id: b, extends: base, plan: free }\n  - { tenant_id: c, plan: free }\n',
  'plans.yaml': 'rate_limits:\n  free: { read: 5/s }\n',
  'policy.config.yaml': 'exclude: [x.yaml]\n',
};
const changed = {
  'base.yaml': files['base.yaml'].replace('^/data/', '/data/'),
  'all.yaml': files['all.yaml'].replace(
    'extends: base, plan: free }\n  - { tenant_id: c',
    'extends: base, plan: free, status: suspended }\n  - { tenant_id: c',
  ),
  'plans.yaml': 'rate_limits:\n  free: { read: 6/s }\n',
  'policy.config.yaml': 'exclude: [x.yaml, y.yaml]\n',
};

function comparison(before: Files, after: Files): WorkspaceComparison {
  const text = textPatches(new Map(Object.entries(before)), new Map(Object.entries({ ...before, ...after })));
  return { from: 'main (1234567890ab)', to: 'working tree', ...diffOf(before, after), text };
}

const whole = comparison(files, changed);
const none = comparison(files, {});
const undecided: WorkspaceComparison = {
  ...none,
  tenants: none.tenants.map((tenant) => ({
    ...tenant,
    verdict: 'undecided',
    undecided: ['read: `sql` is proved by form only'],
  })),
};
const cases = [
  ['of many things', whole],
  ['of the same', none],
  ['that is undecided', undecided],
] as const;

describe('a comparison of two versions', () => {
  test.each(cases)('%s in JSON is as its schema says', (_, given) => {
    const validate = outputSchema('diff-output');
    const output: unknown = JSON.parse(diffJson(given));
    expect(validate(output) || validate.errors).toBe(true);
  });

  test('in JSON is held to every key', () => {
    const output = JSON.parse(diffJson(whole));
    const validate = outputSchema('diff-output');
    output.tenants[0].changes[0].line = 1;
    expect(validate(output)).toBe(false);
  });

  test.each(cases)('%s for people', (_, given) => {
    expect(diffPretty(given, plainPalette)).toMatchSnapshot();
  });

  test.each(cases)('%s for a pull request', (_, given) => {
    expect(diffMarkdown(given)).toMatchSnapshot();
  });
});

const hostile = 'a\u001b[2J`|\u202e</details>\n# x';

describe('hostile names', () => {
  const [tenant] = whole.tenants;
  const [change] = tenant?.changes ?? [];
  if (tenant === undefined || change === undefined) throw new Error('incomplete');
  const witness = {
    tool: hostile,
    arguments: { [hostile]: hostile },
    context: { tenant_id: "a'b" },
    kind: 'decision' as const,
  };
  const given: WorkspaceComparison = {
    ...whole,
    from: hostile,
    tenants: [
      { ...tenant, tenant: hostile, changes: [{ ...change, tool: hostile, from: hostile, witness }] },
    ],
    groups: [{ id: change.id, tenants: [hostile] }],
    workspace: [
      {
        id: 'x',
        kind: 'gate',
        name: hostile,
        from: hostile,
        to: null,
        effect: 'wider',
        where: { from: null, to: null },
      },
    ],
    text: [{ file: hostile, patch: `+${hostile.replace('\n', ' ')}\n+\`\`\`\`\n+</details>\n` }],
  };

  test.each([
    ['pretty', diffPretty(given, plainPalette)],
    ['markdown', diffMarkdown(given)],
    ['json', diffJson(given)],
  ])('move nothing in %s', (_, text) => {
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).toMatchSnapshot();
  });

  test('end no block of a pull request', () => {
    const text = diffMarkdown(given);
    expect(text.match(/^<details>/gm)?.length).toBe(text.match(/^<\/details>$/gm)?.length);
    expect(text).not.toContain('\n# x');
  });
});

describe('what is long', () => {
  const tenants = Array.from(
    { length: 300 },
    (_, at) => `tenant_id: t${at}\nrules: [{ tool: read, action: allow }]\n`,
  );
  const before = Object.fromEntries(tenants.map((text, at) => [`t${at}.yaml`, text]));
  const after = Object.fromEntries(tenants.map((text, at) => [`t${at}.yaml`, text.replace('allow', 'deny')]));
  const given = comparison(before, after);

  test('is bounded for people and says what it left out', () => {
    const text = diffPretty(given, plainPalette);
    expect(text.split('\n').length).toBeLessThan(500);
    expect(text).toContain('... and 260 changes: 260 narrower more; --all shows them');
    expect(text).toMatch(/\.\.\. and \d+ lines and \d+ files of text more; --all shows them/);
    expect(text).toContain('... and 294 more');
    expect(text.endsWith('300 changes: 300 narrower\n')).toBe(true);
  });

  test('is there with --all', () => {
    const text = diffPretty(given, plainPalette, { all: true });
    expect(text).not.toContain('--all');
    expect(text).toContain('+++ b/t299.yaml');
  });

  test('fits a comment', () => {
    const text = diffMarkdown(given);
    expect(text.length).toBeLessThan(62_000);
    expect(text).toContain('250 more changes left out');
    const long = comparison(
      { 'a.yaml': `tenant_id: a\n#${'x'.repeat(90_000)}` },
      { 'a.yaml': `tenant_id: a\n#${'y'.repeat(90_000)}` },
    );
    expect(diffMarkdown(long)).toContain('More had no room here');
  });
});

describe('texts', () => {
  const lines = (letter: string, count: number): string =>
    Array.from({ length: count }, (_, at) => `${letter}${at}\n`).join('');
  test('that have too little in common are not searched for what they share', () => {
    const count = runs(15_000, 30_000);
    const started = performance.now();
    const patches = textPatches(new Map([['a', lines('x', count)]]), new Map([['a', lines('y', count)]]));
    expect(patches).toEqual([
      { file: 'a', patch: `[left out: ${count} lines became ${count}, too many of them others]\n` },
    ]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('move', () => {
    const before = { 'a.yaml': 'same\n', 'b.yaml': 'same\n', 'c.yaml': 'same\n', 'd.yaml': 'd\n' };
    const after = { 'c.yaml': 'same\n', 'x.yaml': 'same\n', 'y.yaml': 'same\n', 'z.yaml': 'other\n' };
    const [from, to] = [before, after].map((texts) => new Map<string, string>(Object.entries(texts)));
    expect(textPatches(from ?? new Map(), to ?? new Map())).toEqual([
      { file: 'd.yaml', patch: expect.stringContaining('-d') },
      { file: 'x.yaml', patch: 'rename from a.yaml\nrename to x.yaml\n' },
      { file: 'y.yaml', patch: 'rename from b.yaml\nrename to y.yaml\n' },
      { file: 'z.yaml', patch: expect.stringContaining('+other') },
    ]);
  });

  test('come and go', () => {
    expect(textPatches(new Map([['a', '1\n']]), new Map([['b', '1']]))).toEqual([
      { file: 'a', patch: '--- a/a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-1\n' },
      { file: 'b', patch: '--- /dev/null\n+++ b/b\n@@ -0,0 +1,1 @@\n+1\n\\ No newline at end of file\n' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { resolveWorkspace } from '../../../src/engine/resolve-workspace.ts';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { readWorkspace } from '../../../src/parse/read-workspace.ts';

function resolve(texts: readonly string[]) {
  const files = new Map(texts.map((text, index) => [`${index}.yaml`, text]));
  const reading = readWorkspace(files, defaultConfig);
  expect(reading.diagnostics).toEqual([]);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, defaultConfig);
  return {
    policy: workspace.tenants.get('t'),
    problems: diagnostics.map(({ message, place }) => `${place.file}: ${message}`),
  };
}

const tenant = (rest: string): string => `tenant_id: t\n${rest}\n`;
const template = (name: string, parents: string, rest = ''): string =>
  `kind: template\nname: ${name}\n${parents === '' ? '' : `extends: ${parents}\n`}rules: [{ id: ${name}-rule, tool: a, action: deny }]\n${rest}`;

/** T1 extends T2 and so on, the last of them nothing. */
const chain = (length: number): readonly string[] =>
  Array.from({ length }, (_, at) => template(`T${at + 1}`, at + 1 < length ? `T${at + 2}` : ''));

describe('extends', () => {
  it('puts the policy’s rules first, then each template’s, depth first, each template once', () => {
    const { policy, problems } = resolve([
      tenant('extends: [A, B]\nrules: [{ id: own, tool: a, action: deny }]'),
      template('A', '[C]'),
      template('B', '[C, D]'),
      template('C', ''),
      template('D', ''),
    ]);
    expect(problems).toEqual([]);
    expect(policy?.rules.map(({ name, chain: way }) => `${name} ${way.join('>')}`)).toEqual([
      'own ',
      'A-rule A',
      'C-rule A>C',
      'B-rule B',
      'D-rule B>D',
    ]);
  });

  it('drops a template’s rule whose id the policy has', () => {
    const { policy } = resolve([
      tenant('extends: A\nrules: [{ id: A-rule, tool: a, action: allow }]'),
      template('A', ''),
    ]);
    expect(policy?.rules.map(({ rule }) => rule.action?.value)).toEqual(['allow']);
  });

  it('takes the nearest scalar, and merges logging, isolation and labels by key', () => {
    const { policy } = resolve([
      tenant('extends: [A, B]\nlabels: { x: own }\nlogging: { level: full }'),
      template('A', 'C', 'labels: { x: a, y: a }\nisolation: { architecture: siloed }\n'),
      template('B', '', 'default_action: require_approval\nlogging: { level: none, retention: 5days }\n'),
      template(
        'C',
        '',
        'default_action: allow\nlabels: { z: c }\nisolation: { architecture: logical, region: r }\n',
      ),
    ]);
    expect(policy?.defaultAction).toBe('allow');
    expect(policy?.labels).toEqual({ x: 'own', y: 'a', z: 'c' });
    expect(policy?.isolation).toEqual({ architecture: 'siloed', region: 'r' });
    expect(policy?.logging).toEqual({ level: 'full', retentionMs: 432_000_000, retentionText: '5days' });
  });

  it.each([
    ['eight deep', [tenant('extends: T1'), ...chain(8)], []],
    [
      'nine deep',
      [tenant('extends: T1'), ...chain(9)],
      ['8.yaml: templates extend each other more than 8 deep'],
    ],
    [
      'nine deep by one way, and less by another that comes first',
      [tenant('extends: [T8, T1]'), ...chain(9)],
      ['8.yaml: templates extend each other more than 8 deep'],
    ],
    ['itself', [tenant('extends: A'), template('A', 'A')], ['1.yaml: templates extend each other: A → A']],
    ['nobody', [tenant('extends: B'), template('A', '')], ['0.yaml: there is no template "B"']],
  ])('of %s', (_name, texts, expected) => {
    expect([...new Set(resolve(texts).problems)]).toEqual(expected);
  });
});

describe('a plan', () => {
  const plans = (count: number): string =>
    `plans:\n${Array.from({ length: count }, (_, at) => `  plan${at}: {}\n`).join('')}`;

  it('that nobody wrote is an error, with the one that was meant', () => {
    const reading = readWorkspace(
      new Map([
        ['a.yaml', 'tenant_id: t\nplan: plam1\n'],
        ['b.yaml', plans(3)],
      ]),
      defaultConfig,
    );
    const [problem] = resolveWorkspace(reading.documents, defaultConfig).diagnostics;
    expect(problem).toMatchObject({
      code: 'schema/reference',
      message: 'there is no plan "plam1"',
      help: 'did you mean plan1?',
    });
  });

  it('is soon found missing for many tenants among many plans', () => {
    const many = 6_000;
    const tenants = Array.from({ length: many }, (_, at) => `  - { tenant_id: t${at}, plan: plam${at} }\n`);
    const { problems } = resolve([plans(many), `kind: tenants\ntenants:\n${tenants.join('')}`]);
    expect(problems).toHaveLength(many);
  }, 20_000);
});

describe('variables', () => {
  const rule = (value: string): string => `rules: [{ tool: a, reason: '${value}', action: deny }]`;

  it.each([
    ['${vars.none}', 'nothing gives ${vars.none}'],
    ['${vars.toString}', 'nothing gives ${vars.toString}'],
    ['${plan}', 'nothing gives ${plan}'],
    ['${tenant.name}', 'nothing gives ${tenant.name}'],
    ['${vars.list}', '${vars.list} is a list, which may not stand inside a text'],
  ])('%s that is not there is an error', (reference, message) => {
    expect(resolve([tenant(`vars: { list: [a] }\n${rule(reference)}`)]).problems).toEqual([
      `0.yaml: ${message}`,
    ]);
  });

  it('come from the tenant, else from the nearest template that declares them', () => {
    const { policy, problems } = resolve([
      tenant('extends: [A, B]\nvars: { given: own }'),
      template(
        'A',
        '',
        'vars: { given: { type: string, default: a }, near: { type: string, default: a } }\n',
      ),
      template('B', '', 'vars: { near: { type: number, default: 1 }, far: { type: list, default: [b] } }\n'),
    ]);
    expect(problems).toEqual([]);
    expect(Object.fromEntries(policy?.bindings.vars ?? [])).toEqual({ given: 'own', near: 'a', far: ['b'] });
  });

  it('have the declared type, and a boundary’s are given by every tenant', () => {
    const { problems } = resolve([
      tenant('extends: A\nvars: { n: x }'),
      template('A', '', 'vars: { n: { type: number } }\n'),
      "kind: boundaries\ntools: { a: { arguments.x: { equals: '${vars.home}' } } }\n",
    ]);
    expect(problems).toEqual([
      '0.yaml: variable n of t is no number',
      '0.yaml: nothing gives ${vars.home}, for 2.yaml:2',
    ]);
  });
});

describe('boundaries', () => {
  const globs = (a: string, b: string): readonly string[] =>
    resolve([`kind: boundaries\ntools: { '${a}': none, '${b}': none }\n`]).problems;

  it.each([
    ['a*', '*b'],
    ['**', 'x:*'],
    ['a*c', 'ab*'],
    ['*', 'read_*'],
    ['a.*', 'a**'],
  ])('%s and %s match one tool, which is an error', (a, b) => {
    expect(globs(a, b)).toHaveLength(1);
  });

  it('have a thousand globs at most', () => {
    const many = (count: number): readonly string[] => {
      const tools = Array.from({ length: count }, (_, at) => `  'tool_${at}:*': none\n`);
      return resolve([`kind: boundaries\ntools:\n${tools.join('')}`]).problems;
    };
    expect(many(1000)).toEqual([]);
    expect(many(1001)).toEqual(['0.yaml: the boundaries have more than 1000 globs']);
  });

  it.each([
    ['a*', 'b*'],
    ['a.*', 'a*'],
    ['*', 'a:*'],
    ['*a', '*b'],
    ['read_*', 'read_file'],
  ])('%s and %s do not', (a, b) => {
    expect(globs(a, b)).toEqual([]);
  });
});

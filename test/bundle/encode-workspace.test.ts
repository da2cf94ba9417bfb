import { describe, expect, it } from 'vitest';
import { checkData } from '../../src/bundle/check-content.ts';
import { decodeWorkspace } from '../../src/bundle/decode-workspace.ts';
import { encodeWorkspace } from '../../src/bundle/encode-workspace.ts';
import { revisionOf } from '../../src/bundle/revision.ts';
import { sha256 } from './bundles.ts';
import { sampleFiles, sampleWorkspace, workspaceOf } from './sample-workspace.ts';

const data = encodeWorkspace(sampleWorkspace);
const text = JSON.stringify(data);

function edited(file: string, change: (text: string) => string): ReadonlyMap<string, string> {
  return new Map([...sampleFiles].map(([name, held]) => [name, name === file ? change(held) : held]));
}

function revision(files: ReadonlyMap<string, string>): string | undefined {
  return revisionOf(encodeWorkspace(workspaceOf(files)), sha256);
}

describe('encodeWorkspace', () => {
  it('is valid against its schema', () => {
    expect(checkData(JSON.parse(text))).toMatchObject({ ok: true });
  });

  it('holds a rule that tenants share once', () => {
    expect(data.rules.filter(({ id }) => id === 'own-files')).toHaveLength(1);
    expect(data.tenants.tenant_one?.rules).toBe(data.tenants.tenant_two?.rules);
    expect(data.rules).toHaveLength(4);
  });

  it('holds texts with references as their parts, and the environment by name only', () => {
    const reasons = data.rules.flatMap(({ conditions }) => conditions.map(({ reason }) => reason));
    expect(reasons).toContainEqual(['Query must include ', { ref: 'tenant.id' }]);
    const webhooks = data.rules.flatMap(({ conditions }) =>
      conditions.map(({ approval }) => approval?.webhook),
    );
    expect(webhooks).toContainEqual(['https://', { ref: 'env', name: 'HOOK_HOST' }, '/x']);
  });

  it.each(['comment', 'words for people', 'Acme Corporation', 'very-private', 'eu-west-1'])(
    'leaves out "%s"',
    (words) => {
      expect([...sampleFiles.values()].join('')).toContain(words);
      expect(text).not.toContain(words);
    },
  );

  it('keeps a name that a text refers to', () => {
    const named = workspaceOf(edited('acme.yaml', (held) => held.replace('${tenant.id}', '${tenant.name}')));
    expect(encodeWorkspace(named).tenants.tenant_acme?.name).toBe('Acme Corporation');
  });

  it('does not depend on the order of the files', () => {
    expect(encodeWorkspace(workspaceOf(new Map([...sampleFiles].reverse())))).toEqual(data);
  });
});

describe('the revision', () => {
  const before = revision(sampleFiles);

  it.each([
    ['comments and empty lines', edited('acme.yaml', (held) => `# more\n\n\n${held}`)],
    ['descriptions', edited('acme.yaml', (held) => held.replace('words for people', 'other words'))],
    ['the names of files', new Map([...sampleFiles].map(([name, held]) => [`moved/${name}`, held]))],
    ['labels', edited('acme.yaml', (held) => held.replace('eu-west-1', 'us-east-1'))],
    ['variables that nothing uses', edited('acme.yaml', (held) => held.replace('very-private', 'other'))],
  ])('stays with other %s', (_title, files) => {
    expect(revision(files)).toBe(before);
  });

  it.each([
    ['a pattern', edited('acme.yaml', (held) => held.replace("'.*'", "'.+'"))],
    ['a reason', edited('acme.yaml', (held) => held.replace('Query must', 'A query must'))],
    ['a variable', edited('acme.yaml', (held) => held.replace('acme.test', 'acme.org'))],
    ['a limit', edited('plans.yaml', (held) => held.replace('9/minute', '8/minute'))],
    [
      'a boundary',
      edited('boundaries.yaml', (held) => held.replace('to: open', "to: { equals: '${tenant.id}' }")),
    ],
    ['a status', edited('fleet.yaml', (held) => held.replace(', status: suspended', ''))],
  ])('changes with %s', (_title, files) => {
    expect(revision(files)).not.toBe(before);
  });

  it('is the same where a rule is written out twice, in two files', () => {
    const rule = `rules:\n  - tool: get_time\n    action: allow\n`;
    const tenant = (id: string, above: string): [string, string] => [
      `${id}.yaml`,
      `${above}tenant_id: ${id}\n${rule}`,
    ];
    const one = new Map([tenant('tenant_a', ''), tenant('tenant_b', '')]);
    const other = new Map([tenant('tenant_a', '\n\n'), tenant('tenant_b', '\n')]);
    expect(encodeWorkspace(workspaceOf(one)).rules).toHaveLength(1);
    expect(revision(other)).toBe(revision(one));
  });
});

describe('decodeWorkspace', () => {
  const decoded = decodeWorkspace(JSON.parse(text));

  it('gives data that encodes to the same', () => {
    expect(decoded.ok && encodeWorkspace(decoded.value)).toEqual(data);
  });

  it('gives tenants of one template the same rules', () => {
    const tenants = decoded.ok ? decoded.value.tenants : new Map();
    expect(tenants.get('tenant_one').rules).toBe(tenants.get('tenant_two').rules);
  });

  it('knows where rules and conditions were written', () => {
    const rule = decoded.ok ? decoded.value.tenants.get('tenant_acme')?.rules[0]?.rule : undefined;
    const written = sampleWorkspace.tenants.get('tenant_acme')?.rules[0]?.rule;
    expect(rule?.place).toMatchObject({ file: 'acme.yaml', line: written?.place.line });
    expect(rule?.conditions.map(({ place }) => place.line)).toEqual(
      written?.conditions.map(({ place }) => place.line),
    );
  });

  it.each<[string, (copy: ReturnType<typeof copied>) => void]>([
    [
      'a rule',
      (copy) => {
        copy.rule_sets[0][0].rule = 99;
      },
    ],
    [
      'a rule of the baseline',
      (copy) => {
        copy.baseline[0].rule = 99;
      },
    ],
    [
      'a rule set',
      (copy) => {
        copy.tenants.tenant_one.rules = 99;
      },
    ],
    [
      'a position',
      (copy) => {
        copy.positions.rule_sets[0][0] = 99;
      },
    ],
    [
      'a position of the baseline',
      (copy) => {
        copy.positions.baseline = [];
      },
    ],
    [
      'the positions of a tenant',
      (copy) => {
        delete copy.positions.tenants.tenant_one;
      },
    ],
    [
      'the positions of a plan',
      (copy) => {
        delete copy.positions.plans.free;
      },
    ],
    [
      'the positions of boundaries',
      (copy) => {
        copy.positions.boundaries = [];
      },
    ],
    [
      'a file',
      (copy) => {
        copy.positions.files = [];
      },
    ],
    [
      'a path with other segments',
      (copy) => {
        copy.boundaries[0].tools[0].entries[0].path.segments = ['other'];
      },
    ],
    [
      'a path with another root',
      (copy) => {
        copy.boundaries[0].tools[0].entries[0].path.root = 'context';
      },
    ],
    [
      'a path in another spelling',
      (copy) => {
        copy.boundaries[0].tools[0].entries[0].path.text = 'arguments["path"]';
      },
    ],
  ])('refuses an index or path that fits nothing: %s', (_title, change) => {
    const copy = copied();
    change(copy);
    expect(checkData(copy)).toMatchObject({ ok: true });
    expect(decodeWorkspace(copy)).toMatchObject({ ok: false, problem: { check: 'content' } });
  });
});

function copied() {
  return JSON.parse(text);
}

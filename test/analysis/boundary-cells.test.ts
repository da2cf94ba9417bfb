import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryCells } from '../../src/analysis/overlap/boundary-cells.ts';
import { boundaryShapes } from '../../src/analysis/overlap/boundary-shapes.ts';
import { cellsMeet } from '../../src/analysis/overlap/cell.ts';
import { commonCallFinder } from '../../src/analysis/overlap/common-call.ts';
import { meetingPairs } from '../../src/analysis/overlap/meeting-pairs.ts';
import { resolveWorkspace } from '../../src/engine/resolve-workspace.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { runs } from '../support/is-long.ts';

const word = fc.constantFrom('a', 'b', 'ab', 'A', 'ba', 's', 'ſ');
const pattern = fc.constantFrom(
  '^${vars.v}',
  '^${vars.v}$',
  '${vars.v}$',
  '${vars.v}',
  '^.${vars.v}.b$',
  '^(?:x|${vars.v})b?$',
  '(?i)^x?${vars.v}',
  '^[ab]{2}${vars.v}*$',
  '(?:^a|${vars.v}$)',
  '(?m)^${vars.v}$',
  '^a+${vars.v}{2}',
);
const leaf = fc.oneof(
  pattern.map((text) => `'${text}'`),
  fc.constantFrom(
    "{ equals: '${vars.v}' }",
    '{ one_of: [ab, 1] }',
    "{ path_within: '/${vars.v}/' }",
    "{ key_within: '${vars.v}/' }",
    "{ email: { domains: '${vars.w}.a', subdomains: true } }",
    "{ url: { hosts: ['*.a', '${vars.w}.a'] } }",
    "{ command: { programs: ['${vars.w}', a] } }",
    "{ command: { programs: [a], paths_within: '/${vars.w}' } }",
    '{ number: { max: 3 } }',
    '{ length: { max: 2 } }',
    '{ exists: true }',
    '{ exists: false }',
    "{ contains: '${vars.v}' }",
  ),
);
const { matcher } = fc.letrec<{ matcher: string }>((tie) => ({
  matcher: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc
      .array(tie('matcher'), { minLength: 1, maxLength: 3 })
      .map((parts) => `{ any_of: [${parts.join(', ')}] }`),
    fc
      .array(tie('matcher'), { minLength: 1, maxLength: 3 })
      .map((parts) => `{ all_of: [${parts.join(', ')}] }`),
    leaf.filter((text) => !text.includes('exists')).map((text) => `{ not: ${text} }`),
  ),
}));

describe('cells', () => {
  test('keep no two tenants apart who share a call', () => {
    let [shared, apart] = [0, 0];
    fc.assert(
      fc.property(matcher, word, word, (text, v, w) => {
        const workspace = workspaceOf(text, [v, w]);
        const [shape] = boundaryShapes(workspace);
        if (shape === undefined) throw new Error(text);
        const found = commonCallFinder(workspace)('read', shape.bounded, 't0', 't1');
        const cells = [...workspace.tenants.values()].map(({ bindings }) =>
          shape.bounded.flatMap((entry) => boundaryCells(entry.matcher, bindings)),
        );
        const meet = cells[0]?.some((a) => cells[1]?.some((b) => cellsMeet(a, b))) ?? false;
        if (found.found === 'call') {
          shared += 1;
          expect(meet).toBe(true);
        } else if (!meet) apart += 1;
      }),
      { numRuns: runs(150, 3000) },
    );
    expect(shared).toBeGreaterThan(10);
    expect(apart).toBeGreaterThan(10);
  });

  test('pairs are those whose cells meet in every argument', () => {
    const values = fc.array(word, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(matcher, matcher, values, (p, q, vs) => {
        const workspace = workspaceOf(p, vs, q);
        const [shape] = boundaryShapes(workspace);
        const policies = [...workspace.tenants.values()];
        const columns = (shape?.bounded ?? []).map((entry) =>
          policies.map(({ bindings }) => boundaryCells(entry.matcher, bindings)),
        );
        const expected = policies.flatMap((_, b) =>
          policies.slice(0, b).flatMap((_, a) => {
            const meet = columns.every((column) =>
              column[a]?.some((left) => column[b]?.some((right) => cellsMeet(left, right))),
            );
            return meet ? [`${a} ${b}`] : [];
          }),
        );
        const found = [...meetingPairs(columns, policies.length)].map((pair) => pair.join(' '));
        expect(new Set(found)).toEqual(new Set(expected));
      }),
      { numRuns: 200 },
    );
  });
});

function workspaceOf(p: string, values: readonly string[], q = 'x'): EffectiveWorkspace {
  const tenants = values.map((v, i) => {
    const host = /^[a-z]+$/.test(v) ? v : 'c';
    return `  - { tenant_id: t${i}, vars: { v: '${v}', w: ${host} } }\n`;
  });
  const files = new Map([
    ['boundaries.yaml', `kind: boundaries\ntools:\n  read:\n    arguments.p: ${p}\n    arguments.q: ${q}\n`],
    ['fleet.yaml', `kind: tenants\ntenants:\n${tenants.join('')}`],
  ]);
  const { documents } = readWorkspace(files, defaultConfig);
  return resolveWorkspace(documents, defaultConfig).workspace;
}

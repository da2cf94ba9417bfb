import { describe, expect, it } from 'vitest';
import { lintRules } from '../../src/lint/registry.ts';
import { ruleLevels } from '../../src/lint/rule-levels.ts';
import { defaultConfig, type WorkspaceConfig } from '../../src/model/workspace-config.ts';

const open = 'structure/default-allow';
const levels = (
  lint: Partial<WorkspaceConfig['lint']>,
  more: Partial<Parameters<typeof ruleLevels>[0]> = {},
) => ruleLevels({ lint: { ...defaultConfig.lint, ...lint }, rules: lintRules, ...more });
const overrides = [
  { files: ['tenants/*.yaml'], rules: { [open]: 'note' } },
  { files: ['**/old.yaml'], rules: { [open]: 'off' } },
] as const;

describe('ruleLevels', () => {
  it.each<readonly [string, Partial<WorkspaceConfig['lint']>, string, string]>([
    ['nothing said', {}, 'a.yaml', 'error'],
    ['lint.rules', { rules: { [open]: 'warning' } }, 'a.yaml', 'warning'],
    ['an override of other files', { overrides }, 'a.yaml', 'error'],
    ['an override', { overrides, rules: { [open]: 'warning' } }, 'tenants/a.yaml', 'note'],
    ['the last override', { overrides }, 'tenants/old.yaml', 'off'],
  ])('by %s', (_what, lint, file, level) => {
    expect(levels(lint).levelOf({ code: open, file, severity: 'error' })).toBe(level);
  });

  it('lets the command line count first', () => {
    const overriding = new Map([[open, 'error']] as const);
    const { levelOf } = levels({ overrides }, { overriding });
    expect(levelOf({ code: open, file: 'tenants/old.yaml', severity: 'warning' })).toBe('error');
  });

  it('does not know editions to come', () => {
    expect(levels({ edition: 1 }).problems).toEqual([]);
    expect(levels({}, { edition: Number.POSITIVE_INFINITY }).problems).toEqual([]);
    expect(levels({ edition: 7 }).problems).toEqual([
      'edition 7 is later than what this version knows, which is 1',
    ]);
  });

  it('makes a rule of a later edition a note until it is named or the edition is raised', () => {
    const rules = lintRules.map((rule) => (rule.code === open ? { ...rule, edition: 2 } : rule));
    const question = { code: open, file: 'a.yaml', severity: 'error' } as const;
    expect(levels({}, { rules }).levelOf(question)).toBe('note');
    expect(levels({ edition: 2 }, { rules }).levelOf(question)).toBe('error');
    expect(levels({}, { rules, edition: Number.POSITIVE_INFINITY }).levelOf(question)).toBe('error');
    expect(levels({ rules: { [open]: 'warning' } }, { rules }).levelOf(question)).toBe('warning');
  });

  it.each(['yaml/escape', 'schema/invalid', 'isolation/escape'])('does not lower %s, and says so', (code) => {
    const { levelOf, problems } = levels({ rules: { [code]: 'off' } });
    expect(levelOf({ code, file: 'a.yaml', severity: 'error' })).toBe('error');
    expect(problems).toEqual([`the level of ${code} cannot be lowered`]);
  });

  it('does not switch off what is undecided, and says so; its level may be lowered', () => {
    const code = 'isolation/undecided';
    const question = { code, file: 'a.yaml', severity: 'warning' } as const;
    for (const lint of [
      { rules: { [code]: 'off' } },
      { overrides: [{ files: ['*.yaml'], rules: { [code]: 'off' } }] },
    ] as const) {
      const { levelOf, problems } = levels(lint);
      expect(levelOf(question)).toBe('warning');
      expect(problems).toEqual([`${code} cannot be off; --allow-undecided lets a run pass with it`]);
    }
    expect(levels({ rules: { [code]: 'note' } })).toMatchObject({ problems: [] });
    expect(levels({ rules: { [code]: 'note' } }).levelOf(question)).toBe('note');
  });

  it('names a rule that there is not, and a glob that is too wide', () => {
    const files = ['{a,b}'.repeat(10)];
    expect(
      levels({ rules: { 'structure/default-alow': 'off' }, overrides: [{ files, rules: {} }] }).problems,
    ).toEqual([
      `the glob ${files[0]} stands for too many names`,
      `there is no rule structure/default-alow; did you mean ${open}?`,
    ]);
  });
});

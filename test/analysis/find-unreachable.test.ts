import { describe, expect, it } from 'vitest';
import { findUnreachable, type RulePart } from '../../src/analysis/find-unreachable.ts';
import { type CaseWorkspace, casesOf, policyOf, workspaceOf } from './analysis-cases.ts';

interface Case extends CaseWorkspace {
  readonly name: string;
  readonly dead: readonly string[];
}

function named({ rule, condition }: RulePart): string {
  return `${rule.source.name}${condition === undefined ? '' : ` ${condition.name}`}`;
}

function deadIn(written: CaseWorkspace): {
  readonly dead: readonly string[];
  readonly undecided: readonly string[];
} {
  const workspace = workspaceOf(written);
  const { dead, undecided } = findUnreachable(workspace, policyOf(workspace), 'read');
  const told = dead.map((part) => `${named(part)}: ${part.coveredBy.map(named).join(', ') || 'nothing'}`);
  return { dead: told, undecided };
}

describe('what is never reached', () => {
  it.each(casesOf<Case>('find-unreachable'))('$name', ({ dead, ...written }) => {
    expect(deadIn(written)).toEqual({ dead, undecided: [] });
  });
});

describe('many conditions', () => {
  const numbers = [...Array(100).keys()];
  const allowing = (matchers: readonly unknown[]): CaseWorkspace => {
    const conditions = matchers.map((matcher) => ({ match: { 'arguments.x': matcher }, action: 'allow' }));
    return { rules: [{ tool: 'read', conditions }] };
  };

  it('that are all the same are each covered by the first', () => {
    const { dead } = deadIn(allowing(numbers.map(() => ({ path_within: '/data/' }))));
    expect(dead).toEqual(numbers.slice(1).map((at) => `read#0 ${at}: read#0 0`));
  });

  it('about numbers between numbers are told apart, as far as the budget goes', () => {
    const between = numbers.map((at) => ({ number: { min: at + 0.25, max: at + 0.5 } }));
    expect(deadIn(allowing(between.slice(0, 20)))).toEqual({ dead: [], undecided: [] });
    expect(deadIn(allowing(between)).dead).toEqual([]);
  });

  it('of which only all together cover the last are told', () => {
    const letters = [...'abcdefghij'];
    const parts = [
      ...letters.map((letter) => `^${letter}`),
      { all_of: ['^[a-j]', '^.$', { length: { max: 1 } }] },
    ];
    const conditions = parts.map((matcher) => ({ match: { 'arguments.x[*]': matcher }, action: 'deny' }));
    const all = letters.map((_, at) => `read#0 ${at}`).join(', ');
    expect(deadIn({ rules: [{ tool: 'read', conditions }] }).dead).toEqual([`read#0 10: ${all}`]);
  });
});

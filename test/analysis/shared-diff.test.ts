import { describe, expect, test } from 'vitest';
import { conditions, diffOf, match, reader, rules } from './diff-of.ts';

function sharedDiff(file: string, before: string, after: string, policy = reader) {
  const { tenants } = diffOf({ 't.yaml': `tenant_id: t\n${policy}`, [file]: before }, { [file]: after });
  const [tenant] = tenants;
  return {
    verdict: tenant?.verdict,
    changes: tenant?.changes
      .filter(({ kind }) => kind !== 'decision')
      .map(({ kind, tool, from, to, effect }) => `${kind} ${tool}: ${from} > ${to} ${effect}`),
  };
}

describe('boundaries that change', () => {
  const boundary = (entry: string, more = ''): string =>
    `kind: boundaries\n${more}tools: { read: { ${entry} } }\n`;
  const within = (path: string): string => boundary(`arguments.x: { path_within: ${path} }`);
  test.each([
    [
      'opened',
      within('/a/'),
      boundary('arguments.x: open'),
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: open wider'],
    ],
    [
      'closed',
      boundary('arguments.x: open'),
      within('/a/'),
      'narrower',
      ['boundary read: arguments.x: open > arguments.x: path_within /a/ narrower'],
    ],
    [
      'widened',
      within('/a/b/'),
      within('/a/'),
      'wider',
      ['boundary read: arguments.x: path_within /a/b/ > arguments.x: path_within /a/ wider'],
    ],
    [
      'narrowed',
      within('/a/'),
      within('/a/b/'),
      'narrower',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: path_within /a/b/ narrower'],
    ],
    [
      'moved',
      within('/a/'),
      within('/b/'),
      'incomparable',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: path_within /b/ changed'],
    ],
    [
      'written otherwise',
      boundary("arguments.x: '^(a|b)$'"),
      boundary("arguments.x: '^[ab]$'"),
      'equivalent',
      [],
    ],
    [
      'not enforced any more',
      within('/a/'),
      within('/a/').replace('tools', 'enforce: false\ntools'),
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: path_within /a/, not enforced wider'],
    ],
    [
      'given away',
      within('/a/'),
      boundary('arguments.x: { delegated: storage.rls }'),
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: delegated to storage.rls wider'],
    ],
    [
      'given to somebody else',
      boundary('arguments.x: { delegated: a }'),
      boundary('arguments.x: { delegated: b }'),
      'incomparable',
      ['boundary read: arguments.x: delegated to a > arguments.x: delegated to b changed'],
    ],
    [
      'taken away',
      within('/a/'),
      'kind: boundaries\ntools: { read: none }\n',
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: unnamed wider'],
    ],
  ])('%s', (_, before, after, verdict, changes) => {
    expect(sharedDiff('b.yaml', before, after)).toEqual({ verdict, changes });
  });

  test('of a tool that the tenant may not use are no change', () => {
    const [before, after] = [within('/a/'), boundary('arguments.x: open')];
    expect(sharedDiff('b.yaml', before, after, rules('{ tool: read, action: deny }')).verdict).toBe(
      'equivalent',
    );
  });

  test('are told also where the rules hold the calls', () => {
    const narrow = conditions(match('{ path_within: /a/b/ }'));
    expect(sharedDiff('b.yaml', within('/a/b/'), within('/a/'), narrow)).toMatchObject({ verdict: 'wider' });
  });
});

describe('a baseline that changes', () => {
  const baseline = (...list: readonly string[]): string => `kind: baseline\n${conditions(...list)}\n`;
  const a = match('a', 'deny');
  const b = match('b', 'deny');
  test.each([
    [
      'by a condition gone',
      baseline(a, b),
      baseline(a),
      'wider',
      ['baseline read: deny where arguments.x: regex b > null wider'],
    ],
    [
      'by a condition more',
      baseline(a),
      baseline(b, a),
      'narrower',
      ['baseline read: null > deny where arguments.x: regex b narrower'],
    ],
    [
      'by one that denies less',
      baseline(match('(?i)a', 'deny')),
      baseline(a),
      'wider',
      ['baseline read: deny where arguments.x: regex (?i)a > deny where arguments.x: regex a wider'],
    ],
    [
      'by one that asks where it denied',
      baseline(a),
      baseline(match('a', 'require_approval')),
      'wider',
      ['baseline read: deny where arguments.x: regex a > require_approval where arguments.x: regex a wider'],
    ],
    ['in its order', baseline(a, b), baseline(b, a), 'equivalent', []],
    ['in how it is written', baseline(match("'[a]'", 'deny')), baseline(a), 'equivalent', []],
  ])('%s', (_, before, after, verdict, changes) => {
    expect(sharedDiff('base.yaml', before, after)).toEqual({ verdict, changes });
  });
});

import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

const policy = (rule: string): string => `tenant_id: t\nrules:\n  - ${rule}\n`;
const approval = 'approval: { channel: slack, timeout: 60s }';

describe('structure/no-effect', () => {
  it.each([
    ['{ tool: x }', 'x'],
    [`{ tool: x, action: allow, ${approval} }`, approval.slice(10)],
    [
      `{ tool: x, conditions: [{ match: { arguments.a: b }, action: deny, ${approval} }] }`,
      approval.slice(10),
    ],
    [
      `{ tool: x, conditions: [{ match: { arguments.a: b }, action: require_approval }], ${approval} }`,
      approval.slice(10),
    ],
    ['{ tool: x, constraints: { rate_limit: 5/s }, action: deny }', '5/s'],
  ])('is in %s', (rule, marked) => {
    const places = markedBy('structure/no-effect', policy(rule));
    expect(places.map((place) => place.replace(/^\S+ /, ''))).toEqual([marked]);
  });

  it.each([
    '{ tool: x, action: deny }',
    `{ tool: x, action: require_approval, ${approval} }`,
    '{ tool: x, constraints: { rate_limit: 5/s }, conditions: [{ match: { arguments.a: b }, action: allow }], action: deny }',
    // What was meant could not be read, which is said elsewhere.
    '{ tool: x, action: permit }',
  ])('is not in %s', (rule) => {
    expect(markedBy('structure/no-effect', policy(rule))).toEqual([]);
  });
});

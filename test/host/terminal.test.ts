import { describe, expect, it } from 'vitest';
import { type Environment, isUnattended, wantsColour } from '../../src/host/terminal.ts';

const cases: readonly (readonly [string, boolean, boolean, Environment, boolean])[] = [
  ['a terminal', true, true, {}, true],
  ['a pipe', true, false, {}, false],
  ['--no-color', false, true, { FORCE_COLOR: '1' }, false],
  ['NO_COLOR', true, true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', true, true, { NO_COLOR: '' }, true],
  ['FORCE_COLOR in a pipe', true, false, { FORCE_COLOR: '1' }, true],
  ['an empty FORCE_COLOR in a pipe', true, false, { FORCE_COLOR: '' }, true],
  ['FORCE_COLOR=0', true, true, { FORCE_COLOR: '0' }, false],
  ['FORCE_COLOR with NO_COLOR', true, false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['a dumb terminal', true, true, { TERM: 'dumb' }, false],
];

describe('colours', () => {
  it.each(cases)('%s', (_what, flag, isTerminal, environment, expected) => {
    expect(wantsColour({ flag, isTerminal, environment })).toBe(expected);
  });
});

it('CI says that nobody watches', () => {
  expect([undefined, '', '0', 'false', '1', 'true'].map((CI) => isUnattended({ CI }))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});

import { describe, expect, it } from 'vitest';
import { type OutputRequest, planOutputs } from '../../src/commands/output-plan.ts';

const formats = ['pretty', 'json', 'sarif'] as const;

const planned: readonly (readonly [
  string,
  readonly string[],
  string | undefined,
  readonly OutputRequest[],
])[] = [
  ['nothing', [], undefined, [{ format: 'pretty' }]],
  ['a file', [], 'out.txt', [{ format: 'pretty', file: 'out.txt' }]],
  ['a format', ['json'], undefined, [{ format: 'json' }]],
  ['a format and a file', ['json'], 'o.json', [{ format: 'json', file: 'o.json' }]],
  ['a format with its file', ['json=o.json'], undefined, [{ format: 'json', file: 'o.json' }]],
  ['a file with an equals sign', ['json=a=b'], undefined, [{ format: 'json', file: 'a=b' }]],
  [
    'people and machines',
    ['pretty', 'json=o'],
    undefined,
    [{ format: 'pretty' }, { format: 'json', file: 'o' }],
  ],
  ['standard output by name', ['json=-'], '-', [{ format: 'json' }]],
];

describe('--format and --output', () => {
  it.each(planned)('plan %s', (_what, asked, output, expected) => {
    expect(planOutputs(asked, output, [...formats], '/w')).toEqual(expected);
  });

  const refused: readonly (readonly [string, readonly string[], string | undefined, string])[] = [
    ['an unknown format', ['jsno'], undefined, "there is no format 'jsno' here (did you mean json?)"],
    [
      'two results for standard output',
      ['json', 'pretty'],
      undefined,
      'two formats would go to standard output',
    ],
    ['two results for one file', ['json=a', 'sarif=./a'], undefined, 'two formats would go to ./a'],
    ['a format without its file', ['json='], undefined, '--format json= names no file'],
    ['an empty file', [], '', '--output names no file'],
    ['a file for nothing', ['json=a'], 'b', '--output has nothing to write'],
  ];
  it.each(refused)('refuse %s', (_what, asked, output, message) => {
    expect(() => planOutputs(asked, output, [...formats], '/w')).toThrow(message);
  });
});

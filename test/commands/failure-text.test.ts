import { describe, expect, it } from 'vitest';
import { faultText, mistakeText } from '../../src/commands/failure-text.ts';
import { UserMistake } from '../../src/host/user-mistake.ts';
import { plainPalette } from '../../src/report/palette.ts';

describe('what went wrong', () => {
  it('is, for a mistake, one sentence and what to do', () => {
    const mistake = new UserMistake('there is no file \u001b[2J', { help: 'name one' });
    expect(mistakeText(mistake, plainPalette)).toBe(
      'error  there is no file \\u{1b}[2J\n  help     name one\n',
    );
  });

  it('is, for a fault, all that a report needs and nothing private', () => {
    const args = ['-C', '/home/ana', 'eval', 'pay', '--tenant=acme', '--args', '{"card":"4111"}'];
    const text = faultText(new TypeError('x is undefined'), args, ['eval', 'lint']);
    expect(text).toMatch(/^fault {2}policy met a fault of its own/);
    expect(text).toContain('  command  policy -C … eval … --tenant --args …\n');
    expect(text).toMatch(/version {2}\d+\.\d+\.\d+\S*, node v\d+/);
    expect(text).toContain('  TypeError: x is undefined\n      at ');
    expect(text).not.toMatch(/ana|acme|4111/);
  });
});

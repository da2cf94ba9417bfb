import { describe, expect, it } from 'vitest';
import { simulateJunit } from '../../src/report/simulate-junit.ts';
import { simulateMarkdown } from '../../src/report/simulate-markdown.ts';
import { summaryOf } from '../../src/simulate/simulate-output.ts';
import { hostileRun } from './page/page-fixture.ts';
import { junitProblems } from './xml-problems.ts';

const summary = summaryOf(hostileRun().output);

describe('a result as JUnit XML', () => {
  it('is what readers of JUnit take, whatever was recorded', async () => {
    expect(await junitProblems(simulateJunit(summary))).toEqual([]);
    expect(simulateJunit(summary)).not.toContain('<script>');
  });

  it('fails for each leak, and for decisions only where that was asked', () => {
    const plain = simulateJunit(summary);
    expect(plain).toContain('<testcase name="calls of acme asked as globex" classname="swap"><failure');
    expect(plain).toMatch(/<testsuites name="policy simulate" tests="\d+" failures="2"/);
    const denied = simulateJunit(summary, ['deny']);
    expect(denied).toMatch(/name="decisions" tests="\d+" failures="1[0-9]"/);
    const changed = simulateJunit(summary, ['deny-to-allow']);
    expect(changed).toMatch(/<testsuite name="changes" tests="1" failures="1"/);
  });

  it('says what it has no room for', () => {
    const cells = Array.from({ length: 3000 }, (_, at) => ({
      as: `t${at}`,
      of: 'acme',
      calls: 1,
      allowed: 1,
      leaks: 1,
    }));
    const swap = { tenants: ['acme'], cells, leftOut: { calls: 0, tenants: 0 } };
    const text = simulateJunit({ ...summary, sections: { swap } });
    expect(text).toContain('1,000 more had no room here');
    expect(text).toMatch(/name="swap" tests="2001" failures="2001"/);
  });
});

describe('a result as Markdown', () => {
  const text = simulateMarkdown(summary);

  it('tells totals, leaks and changes', () => {
    expect(text).toContain(
      '15 calls of 1 recording: 2 allowed (13.3 %), 0 held (0.0 %), 13 denied (86.7 %).',
    );
    expect(text).toContain('**2 leaks between 2 pairs of tenants**');
    expect(text).toContain('| `acme` | `globex` | 1 | `read` |');
    expect(text).toContain('**1 call decided differently**');
    expect(text).toContain('| **denied** | 1 | 0 | 13 |');
  });

  it('stays within a comment, whatever was recorded', () => {
    const cells = Array.from({ length: 300 }, (_, at) => ({
      as: '\u202e'.repeat(500),
      of: '`|<'.repeat(500) + at,
      calls: 1,
      allowed: 1,
      leaks: 1,
    }));
    const swap = { tenants: ['acme'], cells, leftOut: { calls: 0, tenants: 0 } };
    const long = simulateMarkdown({ ...summary, sections: { ...summary.sections, swap } });
    expect(long.length).toBeLessThan(61_000);
    expect(long).toContain('280 more pairs had no room here');
    expect(long).not.toContain('\u202e');
  });
});

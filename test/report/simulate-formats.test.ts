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

const decided = hostileRun().output.stopped.groups[0]?.example ?? expect.fail('a stopped call');
const compared = {
  compared: 5,
  differing: 2,
  optional: 0,
  matrix: { 'allow>deny': 2 },
  calls: [],
  groups: [{ count: 2, expected: ['allow', 'require_approval'], decided: 'deny', example: decided }],
} as const;
const measured = {
  ...summary,
  sections: {
    expectations: {
      labels: { ...compared, file: 'labels|.yaml', unmatchedTotal: 3, unmatched: [7] },
      recorded: compared,
    },
    limits: {
      asked: 9,
      refused: 4,
      withoutTime: 0,
      assumed: 0,
      bites: [
        {
          tenant: 'acme|',
          tool: 'read',
          scope: 'tool',
          name: 'read',
          limit: '5/hour',
          refused: 4,
          seq: 6,
          first: 0,
          last: 1,
          longestWait: 9,
          widthMs: 60_000,
          buckets: [],
        },
      ],
      elsewhere: 0,
    },
    approvals: {
      held: 2,
      withoutTime: 0,
      assumed: 0,
      first: 0,
      last: 1,
      pendingAtEnd: 0,
      channels: [
        {
          channel: '@all',
          held: 2,
          allowed: 0,
          denied: 2,
          waits: 0,
          mostPending: null,
          busiestHour: null,
          busiestDay: { start: 0, calls: 2 },
          widthMs: 60_000,
          buckets: [],
        },
      ],
    },
    coverage: { rows: [], limitsNotAsked: 0 },
  },
} as const;

describe('what was expected, limited and held', () => {
  it('fails in JUnit XML for labels, and for the recording only where that was asked', async () => {
    const text = simulateJunit(measured);
    expect(await junitProblems(text)).toEqual([]);
    expect(text).toContain('<testsuite name="labels" tests="3" failures="3"');
    expect(text).toContain('<testsuite name="recorded" tests="1" failures="0"');
    expect(text).toContain('denied, expected allowed or held');
    expect(simulateJunit(measured, ['differs'])).toContain('name="recorded" tests="1" failures="1"');
  });

  it('is told in Markdown', () => {
    const text = simulateMarkdown(measured);
    expect(text).toContain('**2 calls of 5 decided otherwise than labels expect**');
    expect(text).toContain('**3 labels met by no call**');
    expect(text).toContain('**Limits refused 4 calls** of 9');
    expect(text).toContain('| `acme\\|` | `read` | `read 5/hour` | 4 |');
    expect(text).toContain('| `@all` | 2 | 2 |');
    expect(text).toContain('| part | parts | asked, never decided | never asked |');
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

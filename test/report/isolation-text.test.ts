import { describe, expect, it } from 'vitest';
import type { IsolationClaim, Unclaimed } from '../../src/model/finding.ts';
import { isolationText } from '../../src/report/isolation-text.ts';
import { plainPalette } from '../../src/report/palette.ts';

const claim: IsolationClaim = {
  tenants: 5,
  tools: 2,
  arguments: 3,
  refuted: 1,
  undecided: 1,
  unclaimed: [
    { tool: 'send_email', path: 'arguments.to', why: 'open' },
    { tool: 'query', path: 'arguments.sql', why: 'delegated', to: 'storage.row_level_security' },
    { tool: 'query', path: 'arguments.limit', why: 'unnamed' },
  ],
};

describe('isolationText', () => {
  it('says for how many tenants what came of the proof', () => {
    expect(isolationText(claim, plainPalette, false).split('\n')[0]).toBe(
      'isolation  refuted for 1 tenant, undecided for 1 tenant, proved for 3 tenants: 3 bounded arguments of 2 tools',
    );
  });

  it('claims no proof where nothing is bounded', () => {
    const none = { ...claim, tools: 0, arguments: 0, refuted: 0, undecided: 0 };
    expect(isolationText(none, plainPalette, false).split('\n')[0]).toBe(
      'isolation  nothing is proved: no argument in use is bounded',
    );
  });

  it('lists what nothing is claimed of, and counts what no boundary names', () => {
    expect(isolationText(claim, plainPalette, false).split('\n')[1]).toBe(
      'not claimed of  send_email arguments.to (open), query arguments.sql (delegated to storage.row_level_security), 1 argument that no boundary names (--all lists them)',
    );
    expect(isolationText(claim, plainPalette, true)).toContain('query arguments.limit (unnamed)');
  });

  it('is bounded', () => {
    const unclaimed = Array.from({ length: 100 }, (_, at): Unclaimed => {
      return { tool: `tool_${at}`, path: 'arguments.x', why: 'open' };
    });
    const text = isolationText({ ...claim, unclaimed }, plainPalette, false);
    expect(text).toContain('94 arguments more (--all lists them)');
  });

  it('makes names safe to print', () => {
    const unclaimed = [{ tool: '\u202etool', path: 'arguments.x', why: 'open' }] as const;
    expect(isolationText({ ...claim, unclaimed }, plainPalette, false)).toContain('\\u{202e}tool');
  });

  it('says nothing of arguments where all are claimed', () => {
    expect(isolationText({ ...claim, unclaimed: [] }, plainPalette, false)).not.toContain('not claimed');
  });
});

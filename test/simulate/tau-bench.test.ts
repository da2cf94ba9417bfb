import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createBoundaryJudge } from '../../src/simulate/boundary-judge.ts';
import { parseJsonPointer } from '../../src/simulate/json-pointer.ts';
import type { JudgedCall } from '../../src/simulate/judged-call.ts';
import type { ReplaySummary } from '../../src/simulate/replay-summary.ts';
import { createChanges } from '../../src/simulate/sections/changes.ts';
import { createSwap } from '../../src/simulate/sections/swap.ts';
import { openTranscript } from '../../src/transcript/open-transcript.ts';
import { engineFor, replayFor, workspaceOf } from './replay-for.ts';

const recordings = fileURLToPath(new URL('../../../shared/data/transcripts/tau-bench/', import.meta.url));
const fixture = fileURLToPath(new URL('../../fixtures/tau-bench/', import.meta.url));

interface User {
  readonly reservations: readonly string[];
  readonly payment_methods: { readonly [id: string]: unknown };
}

let users: { readonly [id: string]: User } | undefined;

function usersOf(): { readonly [id: string]: User } {
  users ??= JSON.parse(readFileSync(`${recordings}airline-users.json`, 'utf8'));
  return users ?? {};
}

/** Every user of the airline as a tenant, who owns what the benchmark's database says. */
function filesOf(policies: 'typed' | 'naive'): { readonly [file: string]: string } {
  const tenants = Object.entries(usersOf()).map(([id, { reservations, payment_methods }]) => [
    `users/${id}.yaml`,
    JSON.stringify({
      tenant_id: id,
      extends: 'airline',
      vars: {
        reservations: orNothing(reservations, id),
        payments: orNothing(Object.keys(payment_methods), id),
      },
    }),
  ]);
  return {
    ...Object.fromEntries(tenants),
    // Who writes naive policies has not switched boundaries on either.
    'boundaries.yaml': `enforce: ${policies === 'typed'}\n${readFileSync(`${fixture}boundaries.yaml`, 'utf8')}`,
    'airline.yaml': readFileSync(`${fixture}${policies}/airline.yaml`, 'utf8'),
  };
}

/** A list is never empty: who owns nothing owns what nothing is called. */
function orNothing(items: readonly string[], id: string): readonly string[] {
  return items.length === 0 ? [`nothing of ${id}`] : items;
}

/** Whether every id that the arguments name belongs to some user. */
function namesOwned(args: unknown): boolean {
  const { reservation_id: reservation, payment_id: payment } = Object(args);
  const all = Object.values(usersOf());
  return (
    (reservation === undefined || all.some(({ reservations }) => reservations.includes(reservation))) &&
    (payment === undefined || all.some(({ payment_methods }) => Object.hasOwn(payment_methods, payment)))
  );
}

async function runOf(
  policies: 'typed' | 'naive',
  against: 'typed' | 'naive',
): Promise<{ readonly summary: ReplaySummary; readonly judged: readonly JudgedCall[] }> {
  const files = filesOf(policies);
  const workspace = workspaceOf(files);
  const shown = { show: true } as const;
  const judged: JudgedCall[] = [];
  const replay = replayFor(files, {
    onCall: (call) => judged.push(call),
    sections: [
      createChanges(engineFor(filesOf(against)), shown),
      createSwap({
        workspace,
        engine: engineFor(files),
        boundaries: createBoundaryJudge(workspace, undefined),
        shown,
        sample: 1000,
      }),
    ],
  });
  const opening = await openTranscript(createReadStream(`${recordings}gpt-4o-airline.json`));
  if (!opening.ok) throw new Error(opening.problem);
  const from = parseJsonPointer('/info/task/user_id') ?? expect.fail('a pointer');
  const source = replay.begin('gpt-4o-airline.json', opening.format.name, { from });
  for await (const batch of opening.batches) expect(source.judge(batch)).toBeUndefined();
  return { summary: replay.summary(false), judged };
}

describe.skipIf(!existsSync(recordings))('the tau-bench recording, with its users as tenants', () => {
  it('has no leak under policies that say whose everything is, which allow what users do', async () => {
    const { summary, judged } = await runOf('typed', 'naive');
    const { totals, tenants, sections } = summary;
    expect(totals).toMatchObject({ calls: 1164, require_approval: 0 });
    expect(tenants.size).toBe(34);
    const own = judged.filter(({ call }) => namesOwned(call.arguments));
    // In the others the agent made an id up: a card that nobody has, a reservation that is not in the database.
    expect(judged.length - own.length).toBe(7);
    for (const tenant of tenants.keys()) {
      const calls = own.filter((call) => call.tenant === tenant);
      const allowed = calls.filter(({ decision }) => decision.action === 'allow');
      expect(allowed.length / calls.length, tenant).toBeGreaterThanOrEqual(0.95);
    }
    expect(totals.allow / totals.calls).toBeGreaterThan(0.99);
    expect(sections.swap?.cells).toHaveLength(34 * 34);
    expect(sections.swap?.cells.filter(({ leaks }) => leaks > 0)).toEqual([]);
    // Of the calls with made-up ids the naive policies know nothing.
    expect(sections.changes?.matrix).toMatchObject({ 'allow>deny': totals.deny });
  });

  it('leaks under policies that look at the form of an id, for every user with something of their own', async () => {
    const { sections } = (await runOf('naive', 'typed')).summary;
    const { cells = [] } = sections.swap ?? {};
    const others = cells.filter(({ as, of }) => as !== of);
    expect(others.filter(({ leaks }) => leaks === 0)).toEqual([]);
    expect(others.length).toBe(34 * 33);
    expect(cells.filter(({ as, of, leaks }) => as === of && leaks > 0)).toEqual([]);
    expect(sections.changes?.matrix['deny>allow']).toBeGreaterThan(0);
  });
});

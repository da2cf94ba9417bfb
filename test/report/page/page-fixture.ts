import { createHash } from 'node:crypto';
import type { PageCalls } from '../../../src/report/page/decisions-view.ts';
import { simulatePage } from '../../../src/report/page/simulate-page.ts';
import { createBoundaryJudge } from '../../../src/simulate/boundary-judge.ts';
import { callRecord } from '../../../src/simulate/call-record.ts';
import type { JudgedCall } from '../../../src/simulate/judged-call.ts';
import { createChanges } from '../../../src/simulate/sections/changes.ts';
import { createSwap } from '../../../src/simulate/sections/swap.ts';
import { type SimulateOutput, simulateOutput } from '../../../src/simulate/simulate-output.ts';
import { callOf, engineFor, replayFor, workspaceOf } from '../../simulate/replay-for.ts';

/** What a recording might hold to run in a browser, or to deceive who reads the page. */
export const hostileTexts: readonly string[] = [
  '<script>window.owned = 1</script>',
  '</script><script>window.owned = 1</script>',
  '</style></title></table><img src=x onerror="window.owned = 1">',
  '" onmouseover="window.owned = 1" x="',
  "' autofocus onfocus='window.owned = 1",
  '`${window.owned = 1}`',
  'javascript:window.owned=1',
  '<!-- <svg onload=window.owned=1>',
  '&lt;script&gt;',
  'safe\u202e\u2066evil\u2069\u200f',
  '\u001b[2J\u001b]0;owned\u0007',
  '__proto__',
  'x'.repeat(20_000),
];

const policy = (id: string): string => `
tenant_id: ${id}
rules:
  - tool: read
    conditions:
      - { match: { arguments.key: '^docs/.*' }, action: allow }
    action: deny
default_action: deny
`;
const files = {
  'acme.yaml': policy('acme'),
  'globex.yaml': policy('globex'),
  'boundaries.yaml':
    'kind: boundaries\nenforce: false\ntools:\n  read:\n    arguments.key: { key_within: "docs/${tenant.id}/" }\n',
};

export function pageDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** A run in which every name and argument is hostile, with calls that leak. */
export function hostileRun(): { readonly output: SimulateOutput; readonly calls: PageCalls } {
  const shown = { show: true } as const;
  const judged: JudgedCall[] = [];
  const workspace = workspaceOf(files);
  const engine = engineFor(files);
  const replay = replayFor(files, {
    shown,
    onCall: (call) => judged.push(call),
    sections: [
      createChanges(engineFor({ 'acme.yaml': policy('acme') }), shown),
      createSwap({
        workspace,
        engine,
        boundaries: createBoundaryJudge(workspace, undefined),
        shown,
        sample: 100,
      }),
    ],
  });
  const own = ['acme', 'globex'].map((id) =>
    callOf('read', { arguments: { key: `docs/${id}/a` }, context: { tenant_id: id } }),
  );
  const hostile = hostileTexts.map((text) =>
    callOf(text, { arguments: { [text]: text }, context: { tenant_id: text } }),
  );
  replay.begin(hostileTexts[2] ?? '', 'toolkit', {}).judge([...own, ...hostile]);
  const calls = judged.map((call) => ({ record: callRecord(call, shown) }));
  return {
    output: simulateOutput(replay.summary(false), 'r1'),
    calls: { calls, total: calls.length },
  };
}

export function hostilePage(): string {
  const { output, calls } = hostileRun();
  return simulatePage(output, pageDigest, { calls });
}

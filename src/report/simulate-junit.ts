import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { ComparedDecisions } from '../simulate/sections/compared-decisions.ts';
import { actionWords, wantedText } from './action-words.ts';
import { amountText, countText } from './number-text.ts';
import { xmlText } from './xml-text.ts';

/** Most cases of each suite, failed ones first: those that a run asked to fail on, leaks, foreign results and attacks. */
const mostCases = 2000;
const longest = 300;

interface Case {
  readonly name: string;
  readonly suite: string;
  /** Why it failed. */
  readonly failure?: string;
}

/**
 * A result as JUnit XML: a case for each tenant and tool, which fails where `failsOn` is `deny` and a call was denied; one for
 * each leak, foreign result, attack, call that is not decided as expected, and changed decision; of the last, and of what a
 * recording says was decided, those fail that `failsOn` names. What has no room is counted.
 */
export function simulateJunit(summary: ReplaySummary, failsOn: readonly string[] = []): string {
  const suites = [
    toolCases(summary, failsOn.includes('deny')),
    leakCases(summary),
    foreignCases(summary),
    attackCases(summary),
    labelCases(summary),
    recordedCases(summary, failsOn),
    changeCases(summary, failsOn),
  ].flatMap((cases) => (cases.length === 0 ? [] : [fitted(cases)]));
  const all = suites.flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="policy simulate" ${counts(all)}>`,
    ...suites.flatMap((cases) => [
      `  <testsuite name="${xmlText(cases[0]?.suite ?? '')}" ${counts(cases)}>`,
      ...cases.map(caseText),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function toolCases({ tenants }: ReplaySummary, failsOnDeny: boolean): readonly Case[] {
  return [...tenants].flatMap(([tenant, { tools }]) =>
    [...tools].map(([tool, { calls, allow, require_approval: held, deny }]) => {
      const name = `${shortened(tenant)} ${shortened(tool)}: ${amountText(calls, 'call')}, ${countText(allow)} allowed, ${countText(held)} held, ${countText(deny)} denied`;
      const failure = failsOnDeny && deny > 0 ? { failure: `${amountText(deny, 'call')} denied` } : {};
      return { suite: 'decisions', name, ...failure };
    }),
  );
}

function leakCases({ sections: { swap } }: ReplaySummary): readonly Case[] {
  const suite = 'swap';
  const leaking = (swap?.cells ?? []).filter(({ leaks }) => leaks > 0);
  if (swap !== undefined && leaking.length === 0)
    return [{ suite, name: `no leak between ${amountText(swap.tenants.length, 'tenant')}` }];
  return leaking.map(({ as, of, leaks, example }) => ({
    suite,
    name: `calls of ${shortened(of)} asked as ${shortened(as)}`,
    failure: `${amountText(leaks, 'leak')}${example === undefined ? '' : `, such as ${shortened(example.tool)}, call ${example.seq}`}`,
  }));
}

function foreignCases({ sections: { results } }: ReplaySummary): readonly Case[] {
  const suite = 'results';
  if (results === undefined) return [];
  if (results.foreignTotal === 0)
    return [{ suite, name: `nothing foreign in ${amountText(results.judged, 'result')}` }];
  const cases = results.foreign.map(({ seq, tenant, tool, path }) => ({
    suite,
    name: `call ${seq}: ${shortened(tool)} of ${shortened(tenant ?? '(none)')}`,
    failure: `${shortened(path)} is another tenant's`,
  }));
  const left = results.foreignTotal - cases.length;
  return left === 0 ? cases : [...cases, restCase(suite, left, true)];
}

function attackCases({ sections: { attacks } }: ReplaySummary): readonly Case[] {
  const suite = 'attacks';
  if (attacks === undefined) return [];
  if (attacks.reportedTotal === 0)
    return [{ suite, name: `no attack of ${countText(attacks.variants)} got past the rules` }];
  const cases = attacks.reported.map(({ count, tenant, tool, family, argument, why }) => ({
    suite,
    name: `${shortened(tool)} of ${shortened(tenant)}: ${family}${argument === null ? '' : ` ${shortened(argument)}`}`,
    failure: `${amountText(count, 'call')} got past the rules: ${shortened(why)}`,
  }));
  return attacks.elsewhere === 0 ? cases : [...cases, restCase(suite, attacks.elsewhere, true)];
}

function changeCases({ sections: { changes } }: ReplaySummary, failsOn: readonly string[]): readonly Case[] {
  return (changes?.groups ?? []).map(({ from, to, count, before, example }) => {
    const text = `${shortened(before.reason)} → ${shortened(example.decision.reason)}`;
    const failure = failsOn.includes(`${from}-to-${to}`) ? { failure: text } : {};
    const name = `${shortened(example.tool)}: ${amountText(count, 'call')} ${from} → ${to}, such as call ${example.seq}`;
    return { suite: 'changes', name, ...failure };
  });
}

function labelCases({ sections: { expectations } }: ReplaySummary): readonly Case[] {
  const suite = 'labels';
  const labels = expectations?.labels;
  if (labels === undefined) return [];
  const unmatched = labels.unmatched.map((line) => ({
    suite,
    name: `line ${line} of ${shortened(labels.file)}`,
    failure: 'no call meets this label',
  }));
  const left = labels.unmatchedTotal - unmatched.length;
  return [
    ...comparedCases(suite, labels, true),
    ...unmatched,
    ...(left > 0 ? [restCase(suite, left, true)] : []),
  ];
}

function recordedCases(
  { sections: { expectations } }: ReplaySummary,
  failsOn: readonly string[],
): readonly Case[] {
  const recorded = expectations?.recorded;
  return recorded === undefined ? [] : comparedCases('recorded', recorded, failsOn.includes('differs'));
}

function comparedCases(
  suite: string,
  { compared, groups }: ComparedDecisions,
  fails: boolean,
): readonly Case[] {
  if (groups.length === 0)
    return [{ suite, name: `${amountText(compared, 'call')}, all decided as expected` }];
  return groups.map(({ count, expected, decided, example }) => {
    const text = `${actionWords[decided]}, expected ${wantedText(expected)}: ${shortened(example.decision.reason)}`;
    const name = `${shortened(example.tool)}: ${amountText(count, 'call')} ${actionWords[decided]}, expected ${wantedText(expected)}, such as call ${example.seq}`;
    return { suite, name, ...(fails ? { failure: text } : {}) };
  });
}

/** Failed cases first, and one that counts those without room. */
function fitted(cases: readonly Case[]): readonly Case[] {
  if (cases.length <= mostCases) return cases;
  const ordered = [
    ...cases.filter(({ failure }) => failure !== undefined),
    ...cases.filter(({ failure }) => failure === undefined),
  ];
  const left = ordered.slice(mostCases);
  const suite = ordered[0]?.suite ?? '';
  const isFailed = left.some(({ failure }) => failure !== undefined);
  return [...ordered.slice(0, mostCases), restCase(suite, left.length, isFailed)];
}

function restCase(suite: string, left: number, isFailed: boolean): Case {
  const name = `${countText(left)} more had no room here`;
  return { suite, name, ...(isFailed ? { failure: `${name}; --format json has the counts` } : {}) };
}

function caseText({ name, suite, failure }: Case): string {
  const open = `    <testcase name="${xmlText(name)}" classname="${xmlText(suite)}"`;
  return failure === undefined
    ? `${open}/>`
    : `${open}><failure message="${xmlText(failure)}" type="${xmlText(suite)}"/></testcase>`;
}

function counts(cases: readonly Case[]): string {
  const failed = cases.filter(({ failure }) => failure !== undefined).length;
  return `tests="${cases.length}" failures="${failed}" errors="0" skipped="0"`;
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

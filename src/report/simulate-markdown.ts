import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { coverageSummary } from '../simulate/coverage-summary.ts';
import type { ChangesResult } from '../simulate/sections/changes.ts';
import type { ComparedDecisions } from '../simulate/sections/compared-decisions.ts';
import { actions, actionWords, wantedText } from './action-words.ts';
import { codeSpan, plainCell } from './markdown-code.ts';
import { amountText, countText, percentText } from './number-text.ts';

const mostRows = 20;
/** Code units of a name or reason. */
const longest = 120;
/** In code units: GitHub takes 65,536 for a comment. */
const mostText = 60_000;

/**
 * A result as Markdown for a comment: totals, what is wrong, what changed. Text from recordings is code or escaped, so that
 * it can neither form the page nor link, load or mention anything.
 */
export function simulateMarkdown(summary: ReplaySummary): string {
  const { totals, sources, partial, sections } = summary;
  const { changes, swap, results, attacks, expectations, limits, approvals, coverage } = sections;
  const counts = actions.map(
    (action) =>
      `${countText(totals[action])} ${actionWords[action]} (${percentText(totals[action], totals.calls)})`,
  );
  const malformed = sources.reduce((sum, { malformedTotal }) => sum + malformedTotal, 0);
  return fitted([
    '### policy simulate\n',
    `${amountText(totals.calls, 'call')} of ${amountText(sources.length, 'recording')}: ${counts.join(', ')}.\n`,
    ...(partial ? ['**Partial**: the run was ended before its last call.\n'] : []),
    ...(malformed === 0 ? [] : [`**${amountText(malformed, 'malformed record')}**.\n`]),
    ...(swap === undefined ? [] : leakLines(swap)),
    ...(results === undefined ? [] : foreignLines(results)),
    ...(attacks === undefined ? [] : attackLines(attacks)),
    ...(expectations === undefined ? [] : expectationLines(expectations)),
    ...(changes === undefined ? [] : changeLines(changes)),
    ...(limits === undefined ? [] : limitLines(limits)),
    ...(approvals === undefined ? [] : approvalLines(approvals)),
    ...(coverage === undefined ? [] : coverageLines(coverage)),
  ]);
}

/** Characters that hide or mean something are written longer than they are: what is too long for a comment is cut. */
function fitted(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > mostText) return [...kept, '', 'The rest had no room here.\n'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

type Sections = Required<ReplaySummary['sections']>;

function leakLines({ cells, tenants }: Sections['swap']): readonly string[] {
  const leaking = cells.filter(({ leaks }) => leaks > 0).sort((a, b) => b.leaks - a.leaks);
  const total = leaking.reduce((sum, { leaks }) => sum + leaks, 0);
  if (total === 0) return [`No leak between ${amountText(tenants.length, 'tenant')}.\n`];
  const rows = leaking.map(
    ({ as, of, leaks, example }) =>
      `| ${code(of)} | ${code(as)} | ${countText(leaks)} | ${example === undefined ? '' : code(example.tool)} |`,
  );
  const title = `**${amountText(total, 'leak')} between ${amountText(leaking.length, 'pair')} of tenants**`;
  return [title, '', ...table(['calls of', 'asked as', 'leaks', 'such as'], rows, 'pairs')];
}

function foreignLines({ foreignTotal, foreign }: Sections['results']): readonly string[] {
  if (foreignTotal === 0) return [];
  const rows = foreign.map(
    ({ tenant, tool, path, source }) =>
      `| ${code(tenant ?? '(none)')} | ${code(tool)} | ${code(path)} | ${code(placeText(source))} |`,
  );
  const title = `**${amountText(foreignTotal, 'allowed call')} brought back what is another tenant's**`;
  return [title, '', ...table(['tenant', 'tool', 'path', 'recorded at'], rows, 'calls', foreignTotal)];
}

function attackLines({ reportedTotal, reported, variants }: Sections['attacks']): readonly string[] {
  if (reportedTotal === 0) return [`No attack of ${countText(variants)} got past the rules.\n`];
  const rows = reported.map(
    ({ count, tenant, tool, family, argument }) =>
      `| ${countText(count)} | ${code(tenant)} | ${code(tool)} | ${plainCell(family)} | ${argument === null ? '' : code(argument)} |`,
  );
  const title = `**${amountText(reportedTotal, 'call')} got past the rules, of ${amountText(variants, 'attack')}**`;
  return [title, '', ...table(['calls', 'tenant', 'tool', 'family', 'argument'], rows, 'groups')];
}

function changeLines({ matrix, groups }: ChangesResult): readonly string[] {
  const changed = groups.reduce((sum, { count }) => sum + count, 0);
  if (changed === 0) return ['No call is decided differently.\n'];
  const counts = new Map(Object.entries(matrix));
  const lines = actions.map((from) => {
    const cells = actions.map((to) => countText(counts.get(`${from}>${to}`) ?? 0));
    return `| **${actionWords[from]}** | ${cells.join(' | ')} |`;
  });
  const rows = groups
    .toSorted((a, b) => b.count - a.count)
    .map(
      ({ count, from, to, tenants, before, example }) =>
        `| ${countText(count)} | ${countText(tenants)} | ${code(example.tool)} | ${actionWords[from]}: ${plain(before.reason)} | ${actionWords[to]}: ${plain(example.decision.reason)} |`,
    );
  return [
    `**${amountText(changed, 'call')} decided differently**`,
    '',
    ...table(['before ↓ now →', 'allowed', 'held', 'denied'], lines, 'rows'),
    ...table(['calls', 'tenants', 'such as', 'before', 'now'], rows, 'groups'),
  ];
}

function expectationLines({ labels, recorded }: Sections['expectations']): readonly string[] {
  const unmatched = labels?.unmatchedTotal ?? 0;
  return [
    ...(labels === undefined ? [] : comparedLines('otherwise than labels expect', labels)),
    ...(unmatched === 0 ? [] : [`**${amountText(unmatched, 'label')} met by no call**.\n`]),
    ...(recorded === undefined ? [] : comparedLines('otherwise than when it was recorded', recorded)),
  ];
}

function comparedLines(how: string, { compared, differing, groups }: ComparedDecisions): readonly string[] {
  if (differing === 0) return [`Of ${amountText(compared, 'call')} none is decided ${how}.\n`];
  const rows = groups
    .toSorted((a, b) => b.count - a.count)
    .map(
      ({ count, expected, decided, example }) =>
        `| ${countText(count)} | ${code(example.tool)} | ${wantedText(expected)} | ${actionWords[decided]}: ${plain(example.decision.reason)} |`,
    );
  const title = `**${amountText(differing, 'call')} of ${countText(compared)} decided ${how}**`;
  return [title, '', ...table(['calls', 'such as', 'expected', 'now'], rows, 'groups')];
}

function limitLines({ asked, refused, bites }: Sections['limits']): readonly string[] {
  if (refused === 0) return asked === 0 ? [] : [`No limit refused any of ${amountText(asked, 'call')}.\n`];
  const rows = bites.map(
    ({ tenant, tool, name, limit, refused: calls }) =>
      `| ${code(tenant)} | ${code(tool)} | ${code(`${name} ${limit}`)} | ${countText(calls)} |`,
  );
  const title = `**Limits refused ${amountText(refused, 'call')}** of ${countText(asked)}`;
  return [title, '', ...table(['tenant', 'tool', 'limit', 'refused'], rows, 'limits', bites.length)];
}

function approvalLines({ held, channels }: Sections['approvals']): readonly string[] {
  if (held === 0) return [];
  const rows = channels.map(
    ({ channel, held: calls, busiestDay }) =>
      `| ${channel === null ? '(none)' : code(channel)} | ${countText(calls)} | ${busiestDay === null ? '' : countText(busiestDay.calls)} |`,
  );
  return [
    `${amountText(held, 'call')} held for approval`,
    '',
    ...table(['channel', 'calls', 'in the busiest day'], rows, 'channels'),
  ];
}

function coverageLines({ rows }: Sections['coverage']): readonly string[] {
  const lines = coverageSummary(rows).map(
    ({ title, withCalls: { parts, idle, neverAsked } }) =>
      `| ${title} | ${countText(parts)} | ${countText(idle)} | ${countText(neverAsked)} |`,
  );
  return [
    'Of the policies of tenants with calls',
    '',
    ...table(['part', 'parts', 'asked, never decided', 'never asked'], lines, 'parts'),
  ];
}

function table(
  heads: readonly string[],
  rows: readonly string[],
  what: string,
  total: number = rows.length,
): readonly string[] {
  const shown = rows.slice(0, mostRows);
  const left = total - shown.length;
  return [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---|').join('')}`,
    ...shown,
    ...(left <= 0 ? [''] : ['', `${countText(left)} more ${what} had no room here.\n`]),
  ];
}

function placeText({ file, line, index }: { file: string; line?: number; index: number }): string {
  return `${file}${line === undefined ? '' : `:${line}`} call ${index + 1}`;
}

function code(text: string): string {
  return codeSpan(shortened(text));
}

function plain(text: string): string {
  return plainCell(shortened(text));
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

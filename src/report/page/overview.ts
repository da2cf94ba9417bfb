import type { SimulateOutput } from '../../simulate/simulate-output.ts';
import { amountText, countText, percentText } from '../number-text.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { decisionBar, moreNote, nameCode, numberCell, pageTable } from './page-words.ts';

const mostTenants = 300;
const mostListed = 100;

/** What the run came to in a sentence, or each thing that is wrong. */
export function verdict(output: SimulateOutput): Markup {
  const wrong = faults(output);
  if (wrong.length === 0) {
    const { swap, results, attacks } = output;
    const isAsked = swap !== undefined || attacks !== undefined || (results?.judged ?? 0) > 0;
    return isAsked
      ? markup`<p class="verdict"><strong>✓ Nothing reached another tenant</strong> in what was asked of this run.</p>`
      : markup`<p class="verdict"><strong>Nothing was wrong with the run</strong>; whether calls reach another tenant was not asked (<code>--swap</code>, <code>--attacks</code>).</p>`;
  }
  const items = wrong.map((text) => markup`<li>${text}</li>`);
  return markup`<div class="verdict bad"><strong>✕ To look at</strong><ul>${items}</ul></div>`;
}

function faults({ swap, results, attacks, sources, partial, shard }: SimulateOutput): readonly string[] {
  const leaks = (swap?.cells ?? []).reduce((sum, cell) => sum + cell.leaks, 0);
  const foreign = results?.foreignTotal ?? 0;
  const escaped = attacks?.reportedTotal ?? 0;
  const malformed = sources.reduce((sum, source) => sum + source.malformedTotal, 0);
  return [
    ...(leaks === 0
      ? []
      : [`${amountText(leaks, 'leak')} where a tenant’s calls are asked as another tenant`]),
    ...(foreign === 0
      ? []
      : [`${amountText(foreign, 'allowed call')} brought back what is another tenant's`]),
    ...(escaped === 0 ? [] : [`${amountText(escaped, 'attack')} got past the rules`]),
    ...(malformed === 0 ? [] : [`${amountText(malformed, 'malformed record')}`]),
    ...(partial === true ? ['the run was ended before its last call'] : []),
    ...(shard === undefined ? [] : [`part ${shard.index} of ${shard.of} of the run only`]),
  ];
}

/** Counts, by tenant too. */
export function overview({ totals, codes, tenants, notEvaluable }: SimulateOutput): Markup {
  const number = (label: string, count: number): Markup =>
    markup`<div><dt>${label}</dt><dd>${countText(count)}<small>${percentText(count, totals.calls)}</small></dd></div>`;
  const all = Object.entries(tenants).sort(([, a], [, b]) => b.deny - a.deny || b.calls - a.calls);
  const rows = all
    .slice(0, mostTenants)
    .map(
      ([id, counts]) =>
        markup`<tr><th scope="row">${nameCode(id)}</th>${numberCell(counts.calls)}${numberCell(counts.allow)}${numberCell(counts.require_approval)}${numberCell(counts.deny)}<td>${decisionBar(counts)}</td></tr>`,
    );
  return markup`<dl class="numbers"><div><dt>calls</dt><dd>${countText(totals.calls)}</dd></div>${number('✓ allowed', totals.allow)}${number('◔ held for approval', totals.require_approval)}${number('✕ denied', totals.deny)}</dl>
${decisionBar(totals)}
<div class="side">${countTable('Why calls were decided so', 'code', codes)}${countTable('What could not be judged, or not wholly', 'reason', notEvaluable)}</div>
<h3>By tenant</h3>${pageTable('Tenants, those with most denied calls first', ['tenant', '#calls', '#allowed', '#held', '#denied', 'share'], rows)}${moreNote(all.length - mostTenants, 'tenants')}`;
}

function countTable(caption: string, head: string, counts: { readonly [name: string]: number }): Markup {
  const all = Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (all.length === 0) return nothing;
  const rows = all
    .slice(0, mostListed)
    .map(([name, count]) => markup`<tr><th scope="row">${nameCode(name)}</th>${numberCell(count)}</tr>`);
  return pageTable(caption, [head, '#calls'], rows);
}

/** Recordings, and the records that could not be read. */
export function recordings({ sources }: SimulateOutput): Markup {
  const rows = sources
    .slice(0, mostTenants)
    .map(
      ({ path, format, sessions, calls, clockHeld, malformedTotal }) =>
        markup`<tr><th scope="row">${nameCode(path)}</th><td>${format}</td>${numberCell(sessions)}${numberCell(calls)}${numberCell(clockHeld)}${numberCell(malformedTotal)}</tr>`,
    );
  const bad = sources.flatMap(({ path, malformed }) => malformed.map((record) => ({ path, ...record })));
  const badRows = bad
    .slice(0, mostListed)
    .map(
      ({ path, line, why }) =>
        markup`<tr><td><code>${path}${line === undefined ? '' : `:${line}`}</code></td><td>${why}</td></tr>`,
    );
  const total = sources.reduce((sum, { malformedTotal }) => sum + malformedTotal, 0);
  return markup`${pageTable('Recordings', ['file', 'format', '#sessions', '#calls', '#decided later', '#malformed'], rows)}${moreNote(sources.length - mostTenants, 'recordings')}${
    total === 0
      ? nothing
      : markup`<h3>Malformed records</h3>${pageTable('What could not be read', ['place', 'why'], badRows)}${moreNote(total - badRows.length, 'malformed records')}`
  }`;
}

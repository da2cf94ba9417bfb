import type { AttacksResult } from '../../simulate/attacks/attacks-result.ts';
import type { ResultsResult } from '../../simulate/sections/results.ts';
import type { SimulateOutput } from '../../simulate/simulate-output.ts';
import { jsonLine } from '../json-text.ts';
import { amountText, countText } from '../number-text.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import {
  actionTag,
  argumentsCode,
  callPlace,
  decisionWords,
  moreNote,
  nameCode,
  numberCell,
  pageTable,
} from './page-words.ts';

const mostRows = 200;
const longestAttempt = 300;

/** Variants of allowed calls that got out, and what was tried. */
export function attacksView(attacks: AttacksResult): Markup {
  const { parents, variants, reportedTotal, reported, families } = attacks;
  const familyRows = Object.entries(families)
    .filter(([, { tried }]) => tried > 0)
    .map(
      ([family, { tried, allowed }]) =>
        markup`<tr><th scope="row">${family}</th>${numberCell(tried)}<td class="n">${allowed === 0 ? '0' : `✕ ${countText(allowed)}`}</td></tr>`,
    );
  const rows = reported
    .slice(0, mostRows)
    .map(
      ({ count, tenant, tool, family, argument, attempt, reaches, parent, why }) =>
        markup`<tr>${numberCell(count)}<td>${nameCode(tenant)}${reaches === undefined ? nothing : markup` <span class="soft">reaches</span> ${nameCode(reaches)}`}</td><td>${nameCode(tool)}<br><span class="soft">from</span> ${callPlace(parent.source)}</td><td>${family}${argument === null ? nothing : markup`<br>${nameCode(argument)}`}</td><td class="why">${attempt === undefined ? nothing : markup`<code>${shortened(jsonLine(attempt), longestAttempt)}</code><br>`}${shortened(why, longestAttempt)}</td></tr>`,
    );
  const shownCount = reported.slice(0, mostRows).reduce((sum, { count }) => sum + count, 0);
  return markup`<p><strong>${reportedTotal === 0 ? '✓ no attack got out' : `✕ ${amountText(reportedTotal, 'call')} got past the rules`}</strong>: ${amountText(variants, 'variant')} of ${amountText(parents, 'allowed call')}, asked of the rules alone.</p>
${pageTable('By family', ['family', '#tried', '#let through'], familyRows)}${rows.length === 0 ? nothing : pageTable('What got past the rules', ['#calls', 'tenant', 'tool', 'how', 'tried'], rows)}${moreNote(reportedTotal - shownCount, 'reported calls')}`;
}

/** What allowed calls brought back. */
export function resultsView({ judged, foreignTotal, foreign, unclear, missing }: ResultsResult): Markup {
  const rows = foreign
    .slice(0, mostRows)
    .map(
      ({ seq, tenant, tool, path, source }) =>
        markup`<tr>${numberCell(seq)}<td>${nameCode(tenant)}</td><td>${nameCode(tool)}</td><td>${nameCode(path)}</td><td>${callPlace(source)}</td></tr>`,
    );
  return markup`<p><strong>${foreignTotal === 0 ? '✓ nothing foreign came back' : `✕ ${amountText(foreignTotal, 'call')} brought back what is another tenant's`}</strong>. ${countText(judged)} judged, ${countText(unclear)} unclear, ${countText(missing)} without a recorded result.</p>
${rows.length === 0 ? nothing : pageTable('Foreign results', ['#call', 'tenant', 'tool', 'path', 'recorded at'], rows)}${moreNote(foreignTotal - rows.length, 'foreign results')}`;
}

/** Stopped calls by why they were stopped, the most first. */
export function stoppedView(stopped: SimulateOutput['stopped'], shown: boolean): Markup {
  const ordered = stopped.groups.toSorted((a, b) => b.count - a.count);
  const rows = ordered
    .slice(0, mostRows)
    .map(
      ({ count, example }) =>
        markup`<tr>${numberCell(count)}<td>${actionTag(example.decision.action)}</td><td>${nameCode(example.tenant)}</td><td>${nameCode(example.tool)}<br>${argumentsCode(example.arguments, shown)}<br>${callPlace(example.source)}</td><td class="why">${decisionWords(example.decision)}</td></tr>`,
    );
  return markup`${pageTable('Denied and held calls by why they were stopped, with the first of each', ['#calls', 'decision', 'tenant', 'first call', 'why'], rows)}${moreNote(stopped.elsewhere + ordered.slice(mostRows).reduce((sum, { count }) => sum + count, 0), 'calls stopped otherwise')}`;
}

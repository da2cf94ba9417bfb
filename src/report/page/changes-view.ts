import type { Action } from '../../model/rule.ts';
import type { ChangesResult } from '../../simulate/sections/changes.ts';
import { amountText, countText } from '../number-text.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import {
  actionTag,
  callPlace,
  decisionWords,
  moreNote,
  nameCode,
  numberCell,
  pageTable,
} from './page-words.ts';

const mostGroups = 100;
const mostCalls = 500;
const longestWhy = 400;
const actions: readonly Action[] = ['allow', 'require_approval', 'deny'];

/** What another version decides differently: by both decisions, by what decided, and call by call. */
export function changesView({ matrix, calls, groups, approvals }: ChangesResult): Markup {
  const changed = groups.reduce((sum, { count }) => sum + count, 0);
  const counts = new Map(Object.entries(matrix));
  const rows = actions.map((from) => {
    const cells = actions.map((to) => {
      const count = counts.get(`${from}>${to}`) ?? 0;
      const kind = from === to ? 'n own' : 'n';
      return markup`<td class="${kind}">${count === 0 ? '·' : countText(count)}</td>`;
    });
    return markup`<tr><th scope="row">${actionTag(from)}</th>${cells}</tr>`;
  });
  const heads = actions.map((to) => markup`<th scope="col">${actionTag(to)}</th>`);
  return markup`<p><strong>${amountText(changed, 'call')} decided differently</strong> than before. Held for approval: ${countText(approvals.before)} before, ${countText(approvals.after)} now.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Transitions"><table class="matrix"><caption>Decisions before (rows) and now (columns)</caption><thead><tr><td></td>${heads}</tr></thead><tbody>${rows}</tbody></table></div>
${groups.length === 0 ? nothing : groupTable(groups)}${calls.length === 0 ? nothing : callTable(calls, changed)}`;
}

function groupTable(groups: ChangesResult['groups']): Markup {
  const rows = groups
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostGroups)
    .map(
      ({ count, from, to, tenants, before, example }) =>
        markup`<tr>${numberCell(count)}${numberCell(tenants)}<td>${nameCode(example.tool)}<br>${callPlace(example.source)}</td><td>${actionTag(from)}<br>${decisionWords(before)}</td><td>${actionTag(to)}<br>${decisionWords(example.decision)}</td></tr>`,
    );
  return markup`<h3>By what decided</h3>${pageTable('Changed calls by what decided them in both versions, the most first', ['#calls', '#tenants', 'such as', 'before', 'now'], rows)}${moreNote(groups.length - mostGroups, 'groups')}`;
}

function callTable(calls: ChangesResult['calls'], changed: number): Markup {
  const rows = calls
    .slice(0, mostCalls)
    .map(
      ({ seq, source, tenant, tool, from, to, why }) =>
        markup`<tr>${numberCell(seq)}<td>${nameCode(tenant)}</td><td>${nameCode(tool)}<br>${callPlace(source)}</td><td>${actionTag(from)}<br>${shortened(why.from, longestWhy)}</td><td>${actionTag(to)}<br>${shortened(why.to, longestWhy)}</td></tr>`,
    );
  return markup`<h3>Call by call</h3><details><summary>${amountText(rows.length, 'changed call')}</summary>${pageTable('Changed calls in the order recorded', ['#call', 'tenant', 'tool', 'before', 'now'], rows)}${moreNote(changed - rows.length, 'changed calls')}</details>`;
}

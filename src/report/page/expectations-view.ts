import type { ComparedDecisions } from '../../simulate/sections/compared-decisions.ts';
import type { ExpectationsResult } from '../../simulate/sections/expectations.ts';
import { amountText, countText } from '../number-text.ts';
import { type Markup, markup, nothing } from './markup.ts';
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

/** What was expected of calls, by labels and by what was recorded, held against what is decided. */
export function expectationsView({ labels, recorded }: ExpectationsResult, shown: boolean): Markup {
  const unmet =
    labels === undefined || labels.unmatchedTotal === 0
      ? nothing
      : markup`<p>✕ ${amountText(labels.unmatchedTotal, 'label')} that no call meets, in lines ${labels.unmatched.slice(0, 10).join(', ')}.</p>`;
  return markup`${labels === undefined ? nothing : comparison(`Labels of ${labels.file}`, labels, shown)}${unmet}${recorded === undefined ? nothing : comparison('What was decided when it was recorded', recorded, shown)}`;
}

function comparison(
  title: string,
  { compared, differing, optional, groups }: ComparedDecisions,
  shown: boolean,
): Markup {
  const ordered = groups.toSorted((a, b) => b.count - a.count);
  const rows = ordered
    .slice(0, mostRows)
    .map(
      ({ count, expected, decided, example }) =>
        markup`<tr>${numberCell(count)}<td>${expected.map((action) => actionTag(action))}</td><td>${actionTag(decided)}</td><td>${nameCode(example.tenant)}<br>${nameCode(example.tool)}<br>${argumentsCode(example.arguments, shown)}<br>${callPlace(example.source)}</td><td class="why">${decisionWords(example.decision)}</td></tr>`,
    );
  const may = optional === 0 ? '' : `; ${countText(optional)} more may differ, the recording says`;
  return markup`<h3>${title}</h3><p><strong>${differing === 0 ? '✓ all as expected' : `✕ ${countText(differing)} decided otherwise`}</strong> of ${amountText(compared, 'call')}${may}.</p>
${rows.length === 0 ? nothing : pageTable(`${title}: calls decided otherwise, with the first of each kind`, ['#calls', 'expected', 'decided', 'first call', 'why'], rows)}${moreNote(ordered.length - rows.length, 'kinds')}`;
}

import type { TraceStep } from '../../model/decision.ts';
import type { CallRecord } from '../../simulate/call-record.ts';
import { countText } from '../number-text.ts';
import { fitRows } from './fit-sections.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import { actionTag, argumentsCode, callPlace, decisionWords, nameCode } from './page-words.ts';
import { searchTable } from './search-table.ts';

/** A call for the table of decisions; its trace holds no recorded value unless arguments are shown. */
export interface PageCall {
  readonly record: CallRecord;
  readonly trace?: readonly TraceStep[];
}

/** Calls that a page was given, and how many the run decided. */
export interface PageCalls {
  readonly calls: readonly PageCall[];
  readonly total: number;
}

const mostSteps = 60;
const longestDetail = 200;

/** A table of calls that can be searched; as many as fit in `bytes`, said where others are left out. */
export function decisionsView({ calls, total }: PageCalls, shown: boolean, bytes: number): Markup {
  const rows = fitRows(rowsOf(calls, shown), bytes);
  const left = total - rows.length;
  const said =
    left <= 0
      ? `All ${countText(total)} calls.`
      : `${countText(rows.length)} of ${countText(total)} calls: the stopped and changed first. The other ${countText(left)} are counted above; policy simulate --format jsonl has every call.`;
  const table = searchTable({
    noun: 'calls',
    caption: 'Calls with what was decided of each',
    heads: ['call', 'decision', 'tenant', 'tool', 'why'],
    rows,
    filter: {
      label: 'decision',
      choices: [
        ['allow', 'allowed'],
        ['require_approval', 'held'],
        ['deny', 'denied'],
      ],
    },
  });
  return markup`<p class="soft">${said}</p>
${table}`;
}

function* rowsOf(calls: readonly PageCall[], shown: boolean): Generator<Markup> {
  for (const call of calls) yield callRow(call, shown);
}

function callRow({ record, trace }: PageCall, shown: boolean): Markup {
  const { seq, source, tenant, tool, decision, time } = record;
  const when = time === null ? nothing : markup` <span class="soft">${time}</span>`;
  return markup`<tr data-action="${decision.action}"><th scope="row" data-is="call">${seq}</th><td>${actionTag(decision.action)}</td><td>${nameCode(tenant)}</td><td>${nameCode(tool)}<br>${argumentsCode(record.arguments, shown)}<br>${callPlace(source)}${when}</td><td class="why">${decisionWords(decision)}${trace === undefined ? nothing : traceDetails(trace)}</td></tr>\n`;
}

function traceDetails(trace: readonly TraceStep[]): Markup {
  const rows = trace.slice(0, mostSteps).map((step) => {
    const asked = [step.rule, step.condition, step.path, step.matcher].filter((word) => word !== undefined);
    return markup`<tr><td>${step.step}</td><td><code>${shortened(asked.join(' '), longestDetail)}</code></td><td>${step.answer ?? step.outcome}</td><td>${shortened(step.detail ?? '', longestDetail)}</td></tr>`;
  });
  const left = trace.length - rows.length;
  return markup`<details><summary>trace, ${trace.length} steps</summary><table class="trace"><tbody>${rows}</tbody></table>${left > 0 ? markup`<p class="soft">${left} more steps</p>` : nothing}</details>`;
}

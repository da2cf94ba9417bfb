import type { TraceStep } from '../../model/decision.ts';
import type { CallRecord } from '../../simulate/call-record.ts';
import { utf8Length } from '../../text/utf8-length.ts';
import { countText } from '../number-text.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import { actionTag, argumentsCode, callPlace, decisionWords, nameCode } from './page-words.ts';

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
  const rows: Markup[] = [];
  let size = 0;
  for (const call of calls) {
    const row = callRow(call, shown);
    size += utf8Length(row.html);
    if (size > bytes) break;
    rows.push(row);
  }
  const left = total - rows.length;
  const said =
    left <= 0
      ? `All ${countText(total)} calls.`
      : `${countText(rows.length)} of ${countText(total)} calls: the stopped and changed first. The other ${countText(left)} are counted above; policy simulate --format jsonl has every call.`;
  return markup`<p class="soft">${said}</p>
<form class="find" id="find" hidden role="search"><label>search these calls<input name="words" type="search" autocomplete="off"></label><label>decision<select name="action"><option value="">all</option><option value="allow">allowed</option><option value="require_approval">held</option><option value="deny">denied</option></select></label><output id="found" aria-live="polite"></output></form>
<table class="stack" id="calls"><caption>Calls with what was decided of each</caption><thead><tr><th scope="col">call</th><th scope="col">decision</th><th scope="col">tenant</th><th scope="col">tool</th><th scope="col">why</th></tr></thead><tbody>${rows}</tbody></table>`;
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

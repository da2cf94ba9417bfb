import type { ApprovalsResult } from '../../simulate/sections/approvals.ts';
import type { LimitsResult } from '../../simulate/sections/limits.ts';
import { amountText, countText } from '../number-text.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { moreNote, nameCode, numberCell, pageTable } from './page-words.ts';

const mostRows = 200;

/** When limits refused calls, by tenant, tool and limit, those that refused most first. */
export function limitsView({ asked, refused, withoutTime, assumed, bites, elsewhere }: LimitsResult): Markup {
  const rows = bites
    .toSorted((a, b) => b.refused - a.refused)
    .slice(0, mostRows)
    .map(
      ({ tenant, tool, name, limit, refused: count, first, last, longestWait, buckets, widthMs }) =>
        markup`<tr><td>${nameCode(tenant)}<br>${nameCode(tool)}</td><td>${nameCode(name)}<br>${limit}</td>${numberCell(count)}<td class="n">${countText(longestWait)} s</td><td>${timeBars(
          buckets.map(({ start, refused: height }) => ({ start, height })),
          widthMs,
        )}${spanWords(first, last)}</td></tr>`,
    );
  const left = bites.slice(mostRows).reduce((sum, bite) => sum + bite.refused, 0) + elsewhere;
  return markup`<p><strong>${refused === 0 ? '✓ no call was refused' : `${countText(refused)} of ${amountText(asked, 'call')} refused`}</strong> by limits, in the time of the recording.</p>
${timeNote(withoutTime, assumed)}${rows.length === 0 ? nothing : pageTable('Limits that refused calls', ['tenant and tool', 'limit', '#refused', '#longest wait', 'when'], rows)}${moreNote(left, 'refusals by other limits')}`;
}

/** What held calls ask of approvers, by channel. */
export function approvalsView({ held, withoutTime, assumed, channels }: ApprovalsResult): Markup {
  const rows = channels.slice(0, mostRows).map(
    ({
      channel,
      held: count,
      allowed,
      denied,
      waits,
      mostPending,
      busiestHour,
      busiestDay,
      buckets,
      widthMs,
    }) =>
      markup`<tr><td>${nameCode(channel)}</td>${numberCell(count)}<td>${allowed} allowed, ${denied} denied, ${waits} waiting</td>${loadCell(mostPending)}${loadCell(busiestHour)}${loadCell(busiestDay)}<td>${timeBars(
        buckets.map(({ start, held: height }) => ({ start, height })),
        widthMs,
      )}</td></tr>`,
  );
  return markup`<p><strong>${amountText(held, 'call')} held for approval</strong>. A recording does not tell what people answered: each is pending until its timeout.</p>
${timeNote(withoutTime, assumed)}${rows.length === 0 ? nothing : pageTable('By channel', ['channel', '#held', 'if nobody answers', '#most pending', '#busiest hour', '#busiest day', 'when'], rows)}`;
}

function loadCell(load: { readonly calls: number } | null): Markup {
  return load === null ? markup`<td class="n soft">unknown</td>` : numberCell(load.calls);
}

function timeNote(withoutTime: number, assumed: number): Markup {
  const notes = [
    ...(withoutTime === 0 ? [] : [`${amountText(withoutTime, 'call')} without a time could not be placed`]),
    ...(assumed === 0 ? [] : [`${amountText(assumed, 'call')} at an assumed time`]),
  ];
  return notes.length === 0 ? nothing : markup`<p class="soft">${notes.join('; ')}.</p>`;
}

function spanWords(first: number, last: number): Markup {
  return markup`<span class="soft">${timeWords(first)} to ${timeWords(last)}</span>`;
}

function timeWords(time: number): string {
  return Math.abs(time) > 8.64e15 ? '?' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

/** A column for each stretch of time in which something was counted; the numbers stand beside it. */
function timeBars(
  buckets: readonly { readonly start: number; readonly height: number }[],
  widthMs: number,
): Markup {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return nothing;
  const columns = Math.max(1, (last.start - first.start) / widthMs + 1);
  const highest = Math.max(...buckets.map(({ height }) => height), 1);
  const bars = buckets.map(({ start, height }) => {
    const x = (100 * (start - first.start)) / widthMs / columns;
    const tall = (100 * height) / highest;
    return markup`<rect class="deny" x="${x.toFixed(2)}%" y="${(100 - tall).toFixed(2)}%" width="${Math.max(90 / columns, 0.6).toFixed(2)}%" height="${tall.toFixed(2)}%"/>`;
  });
  return markup`<svg class="bar times" aria-hidden="true">${bars}</svg>`;
}

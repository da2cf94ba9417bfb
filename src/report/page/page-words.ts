import type { DecisionJson } from '../../engine/decision-json.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Action } from '../../model/rule.ts';
import type { CallRecord } from '../../simulate/call-record.ts';
import type { CallCounts } from '../../simulate/replay-summary.ts';
import { countText } from '../number-text.ts';
import { argumentWords } from '../simulate-stopped.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';

/** Longest names and arguments that a page shows, in code units. */
const longestName = 200;
const longestArguments = 600;

const actionWords: { readonly [action in Action]: string } = {
  allow: '✓ allowed',
  require_approval: '◔ held',
  deny: '✕ denied',
};

/** What was decided, in a word with a sign: colour is never alone. */
export function actionTag(action: Action): Markup {
  return markup`<span class="tag ${action}">${actionWords[action]}</span>`;
}

/** A name from a policy or recording. */
export function nameCode(name: string | null): Markup {
  return name === null
    ? markup`<span class="soft">none</span>`
    : markup`<code>${shortened(name, longestName)}</code>`;
}

/** Where a call stands in its recording. */
export function callPlace({ file, line, index }: CallRecord['source']): Markup {
  const at = `${shortened(file, longestName)}${line === undefined ? '' : `:${line}`}`;
  return markup`<code class="place">${at}</code> <span class="soft">call ${countText(index + 1)}</span>`;
}

/** Why a call was decided so, and by what. */
export function decisionWords({ reason, code, policy }: DecisionJson): Markup {
  const { rule, condition, file, line } = policy;
  const by = [...(rule === null ? [] : [`rule ${rule}`]), ...(condition === null ? [] : [condition])].join(
    ', ',
  );
  const place = file === null ? '' : `${file}:${line ?? 1}`;
  const where = [by, place].filter((text) => text !== '').join(', ');
  return markup`${shortened(reason, longestArguments)} <span class="soft">(${code})</span>${
    where === '' ? nothing : markup`<br><code class="place">${shortened(where, longestArguments)}</code>`
  }`;
}

/** Arguments as they are, or of each its type, length and digest. */
export function argumentsCode(value: JsonValue | undefined, shown: boolean): Markup {
  const words = argumentWords(value, shown);
  return words === '' ? nothing : markup`<code>${shortened(words, longestArguments)}</code>`;
}

/** The three decisions as parts of one bar; the numbers stand beside it. */
export function decisionBar({ calls, allow, require_approval: held }: CallCounts): Markup {
  if (calls === 0) return nothing;
  const [first, second] = [(100 * allow) / calls, (100 * held) / calls];
  const rest = Math.max(0, 100 - first - second);
  const part = (x: number, width: number, fill: string): Markup =>
    width === 0
      ? nothing
      : markup`<rect class="${fill}" x="${x.toFixed(2)}%" width="${Math.max(width, 0.8).toFixed(2)}%" height="100%"/>`;
  return markup`<svg class="bar" aria-hidden="true">${part(0, first, 'allow')}${part(Math.min(first, 99.2), second, 'require_approval')}${part(Math.min(first + second, 99.2), rest, 'deny')}</svg>`;
}

/** A table that scrolls by itself where it is too wide. A head that starts with `#` is one of numbers. */
export function pageTable(caption: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  const cells = heads.map((head) =>
    head.startsWith('#')
      ? markup`<th scope="col" class="n">${head.slice(1)}</th>`
      : markup`<th scope="col">${head}</th>`,
  );
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${cells}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A cell of a number. */
export function numberCell(count: number): Markup {
  return markup`<td class="n">${countText(count)}</td>`;
}

/** What a list leaves out; nothing where it leaves out nothing. */
export function moreNote(left: number, what: string): Markup {
  return left <= 0 ? nothing : markup`<p class="soft">${countText(left)} more ${what}, not shown here.</p>`;
}

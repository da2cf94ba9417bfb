import type { CoverageRow } from '../../simulate/coverage-rows.ts';
import { coverageByLine, coverageState, coverageSummary } from '../../simulate/coverage-summary.ts';
import type { CoverageResult } from '../../simulate/sections/coverage.ts';
import { amountText, countText } from '../number-text.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import { moreNote, nameCode, numberCell, pageTable } from './page-words.ts';

const mostFiles = 40;
const mostLines = 600;
const mostRows = 300;
const longestLine = 200;

/** What decided nothing: in sum, and line by line, in the policies' own text where it is at hand. */
export function coverageView(
  { rows, limitsNotAsked }: CoverageResult,
  sources: ReadonlyMap<string, string> | undefined,
): Markup {
  const sums = coverageSummary(rows).map(
    ({ title, withCalls: { parts, neverAsked, idle } }) =>
      markup`<tr><th scope="row">${title}</th>${numberCell(parts)}${numberCell(parts - neverAsked - idle)}${numberCell(idle)}${numberCell(neverAsked)}</tr>`,
  );
  const files = [...coverageByLine(rows)].sort(([, a], [, b]) => openOf(b) - openOf(a));
  const shown = files.slice(0, mostFiles).map(([file, lines]) => fileView(file, lines, sources?.get(file)));
  return markup`${pageTable('Parts of the policies of tenants with calls', ['part', '#parts', '#used', '#asked, never decided', '#never asked'], sums)}
${limitsNotAsked === 0 ? nothing : markup`<p class="soft">Limits were not asked of ${amountText(limitsNotAsked, 'call')} without a time.</p>`}${shown}${moreNote(files.length - shown.length, 'files')}`;
}

type Lines = ReadonlyMap<number, readonly CoverageRow[]>;

/** Parts that decided nothing. */
function openOf(lines: Lines): number {
  return [...lines.values()].flat().filter((row) => coverageState(row) !== 'used').length;
}

function fileView(file: string, lines: Lines, text: string | undefined): Markup {
  const open = openOf(lines);
  const head = markup`<summary>${nameCode(file)} ${open === 0 ? '✓ all used' : `✕ ${amountText(open, 'part')} decided nothing`}</summary>`;
  const body = text === undefined ? rowTable(file, lines) : sourceTable(file, lines, text);
  return markup`<details>${head}${body}</details>`;
}

function sourceTable(file: string, lines: Lines, text: string): Markup {
  const all = text.trimEnd().split('\n');
  const rows = all.slice(0, mostLines).map((line, at) => {
    const found = lines.get(at + 1) ?? [];
    return markup`<tr>${numberCell(at + 1)}<td class="why">${found.map(rowWords)}</td><td class="source"><code>${shortened(line, longestLine)}</code></td></tr>`;
  });
  return markup`${pageTable(`${file} and what its parts decided`, ['#line', 'decided of asked', 'text'], rows)}${moreNote(all.length - rows.length, 'lines')}`;
}

function rowTable(file: string, lines: Lines): Markup {
  const found = [...lines]
    .sort(([a], [b]) => a - b)
    .flatMap(([line, rows]) => rows.map((row) => ({ line, row })));
  const rows = found
    .slice(0, mostRows)
    .map(
      ({ line, row }) =>
        markup`<tr>${numberCell(line)}<td>${row.kind}</td><td>${nameCode(row.rule ?? row.name ?? null)}${row.path === undefined ? nothing : markup` ${nameCode(row.path)}`}</td><td class="why">${rowWords(row)}</td></tr>`,
    );
  return markup`${pageTable(`Parts of ${file}`, ['#line', 'part', 'name', 'decided of asked'], rows)}${moreNote(found.length - rows.length, 'parts')}`;
}

function rowWords(row: CoverageRow): Markup {
  const state = coverageState(row);
  if (state === 'never_asked') return markup`<span class="tag deny">✕ never asked</span> `;
  const counts = `${countText(row.decided)} of ${countText(row.asked)}`;
  return state === 'used'
    ? markup`<span class="tag allow">✓ ${counts}</span> `
    : markup`<span class="tag require_approval">◔ ${counts}</span> `;
}

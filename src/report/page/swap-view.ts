import type { SwapResult } from '../../simulate/sections/swap.ts';
import { amountText, countText } from '../number-text.ts';
import { type Markup, markup, nothing } from './markup.ts';
import {
  argumentsCode,
  callPlace,
  decisionWords,
  moreNote,
  nameCode,
  numberCell,
  pageTable,
} from './page-words.ts';

/** Most tenants of a matrix that is whole; of more, the worst are shown. */
const mostTenants = 12;
const mostCells = 60;

type Cell = SwapResult['cells'][number];

/** Every tenant's calls asked as every other: the matrix of the worst tenants, and the first leak of each pair. */
export function swapView({ tenants, cells, leftOut }: SwapResult, shown: boolean): Markup {
  const leaking = cells.filter(({ leaks }) => leaks > 0).sort((a, b) => b.leaks - a.leaks);
  const off = cells.filter((cell) => cell.as !== cell.of);
  const asked = off.reduce((sum, { calls }) => sum + calls, 0);
  const leaks = off.reduce((sum, cell) => sum + cell.leaks, 0);
  const found =
    leaks === 0
      ? '✓ no leak'
      : `✕ ${amountText(leaks, 'leak')} between ${amountText(leaking.length, 'pair')} of tenants`;
  return markup`<p><strong>${found}</strong> in ${amountText(asked, 'swapped call')} of ${amountText(tenants.length, 'tenant')}. A leak is a call that the rules let through for a tenant outside whose boundary it lies.</p>
${matrix(tenants, cells)}${leaking.length === 0 ? nothing : leakTable(leaking, shown)}
${moreNote(leftOut.calls, 'calls were left out of the sample')}${moreNote(leftOut.tenants, 'tenants took no part')}`;
}

function matrix(tenants: readonly string[], cells: readonly Cell[]): Markup {
  const worst = worstTenants(tenants, cells);
  const known = new Set(worst);
  const byPair = new Map<string, Cell>();
  for (const cell of cells)
    if (known.has(cell.as) && known.has(cell.of)) byPair.set(JSON.stringify([cell.of, cell.as]), cell);
  const heads = worst.map((as) => markup`<th scope="col">${nameCode(as)}</th>`);
  const rows = worst.map((of) => {
    const own = worst.map((as) => matrixCell(byPair.get(JSON.stringify([of, as]))));
    return markup`<tr><th scope="row">${nameCode(of)}</th>${own}</tr>`;
  });
  const caption = `Leaks, by whose calls they are (rows) and who asks (columns)${
    worst.length < tenants.length ? `; the worst ${worst.length} of ${countText(tenants.length)} tenants` : ''
  }`;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Swap matrix"><table class="matrix"><caption>${caption}</caption><thead><tr><td></td>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function worstTenants(tenants: readonly string[], cells: readonly Cell[]): readonly string[] {
  if (tenants.length <= mostTenants) return tenants;
  const leaks = new Map<string, number>();
  for (const cell of cells) {
    leaks.set(cell.of, (leaks.get(cell.of) ?? 0) + cell.leaks);
    leaks.set(cell.as, (leaks.get(cell.as) ?? 0) + cell.leaks);
  }
  return tenants
    .toSorted((a, b) => (leaks.get(b) ?? 0) - (leaks.get(a) ?? 0))
    .slice(0, mostTenants)
    .sort();
}

function matrixCell(cell: Cell | undefined): Markup {
  if (cell === undefined) return markup`<td class="n soft">–</td>`;
  const { as, of, calls, allowed, leaks } = cell;
  if (as === of) return markup`<td class="n own">own ${countText(allowed)}/${countText(calls)}</td>`;
  return leaks === 0
    ? markup`<td class="n soft">0</td>`
    : markup`<td class="n leak">✕ ${countText(leaks)}</td>`;
}

function leakTable(leaking: readonly Cell[], shown: boolean): Markup {
  const rows = leaking.slice(0, mostCells).map(({ as, of, leaks, example }) => {
    const call =
      example === undefined
        ? nothing
        : markup`${nameCode(example.tool)} ${argumentsCode(example.arguments, shown)}<br>${callPlace(example.source)}`;
    const why = example === undefined ? nothing : decisionWords(example.decision);
    return markup`<tr><td>${nameCode(of)}</td><td>${nameCode(as)}</td>${numberCell(leaks)}<td>${call}</td><td class="why">${why}</td></tr>`;
  });
  return markup`<h3>Leaks, the worst first</h3>${pageTable('The first leaking call of each pair', ['calls of', 'asked as', '#leaks', 'first call', 'let through'], rows)}${moreNote(leaking.length - mostCells, 'pairs')}`;
}

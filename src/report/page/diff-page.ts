import type { Effect } from '../../analysis/compare-rates.ts';
import type { FileLine } from '../../analysis/diff/workspace-change.ts';
import type { DiffOutput } from '../diff-json.ts';
import {
  changeTitle,
  planTitle,
  reachText,
  sharedChanges,
  sideWords,
  summaryText,
  tenantsByVerdict,
  undecidedReasons,
} from '../diff-view.ts';
import { evalCommand } from '../eval-command.ts';
import { amountText, countText } from '../number-text.ts';
import { fitRows, fitSections } from './fit-sections.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import { type PageDigest, type PageSection, pageDocument } from './page-document.ts';
import { moreNote, nameCode, numberCell, pageTable } from './page-words.ts';
import { searchTable } from './search-table.ts';

const mostRows = 300;
const mostNames = 50;
const mostPatches = 100;
const longestPatch = 40_000;
const longestText = 2000;

/** A result of `policy diff` as one HTML file that stands alone. */
export function diffPage(output: DiffOutput, digest: PageDigest): string {
  const { from, to, tenants, workspace, plans, text } = output;
  const part = (id: string, title: string, body: Markup): readonly PageSection[] => [{ id, title, body }];
  const { sections, room } = fitSections(
    [
      ...(tenants.length === 0 ? [] : part('tenants', 'Tenants', tenantsView(output))),
      ...(workspace.length === 0 ? [] : part('workspace', 'Workspace', workspaceView(output))),
      ...(plans.length === 0 ? [] : part('plans', 'Plans', plansView(output))),
      ...(text.length === 0 ? [] : part('text', 'Text', textView(output))),
    ],
    'policy diff',
  );
  return pageDocument(
    {
      title: 'policy diff',
      lead: markup`<p class="soft">${shortened(from, longestText)} → ${shortened(to, longestText)}</p>${verdict(output)}`,
      sections: [{ id: 'changes', title: 'Changes', body: changesTable(output, room) }, ...sections],
      foot: markup`<p>Calls in this page were made up to show a change; both versions were asked. It loads nothing from anywhere.</p>`,
    },
    digest,
  );
}

function verdict(output: DiffOutput): Markup {
  const { tenants, workspace, plans } = output;
  const wider =
    tenants.some(({ verdict: word }) => word !== 'equivalent' && word !== 'narrower') ||
    workspace.some(({ effect }) => effect !== 'narrower') ||
    plans.some(({ changes }) => changes.some(({ effect }) => effect !== 'narrower'));
  const words = summaryText(output);
  return wider
    ? markup`<div class="verdict bad"><strong>✕ More may happen than before, or nobody can tell</strong><br>${words}</div>`
    : markup`<p class="verdict"><strong>✓ Nothing may happen that could not before</strong><br>${words}</p>`;
}

function changesTable(output: DiffOutput, room: number): Markup {
  const changes = sharedChanges(output);
  if (changes.length === 0) return markup`<p>No tenant's calls are decided differently.</p>`;
  const rows = fitRows(changeRows(changes), room);
  const table = searchTable({
    noun: 'changes',
    caption: 'Each change once, what is wider first',
    heads: ['change', 'effect', 'what', 'tenants', 'from', 'to'],
    rows,
    filter: {
      label: 'effect',
      choices: [
        ['wider', 'wider'],
        ['changed', 'changed'],
        ['narrower', 'narrower'],
      ],
    },
  });
  return markup`${table}${moreNote(changes.length - rows.length, 'changes')}`;
}

function* changeRows(changes: ReturnType<typeof sharedChanges>): Generator<Markup> {
  for (const [at, { change, tenants }] of changes.entries()) {
    const { effect, witness, where, proof } = change;
    const call =
      witness === undefined
        ? nothing
        : markup`<br><code>${shortened(evalCommand(witness), longestText)}</code>`;
    const sides = (['from', 'to'] as const).map(
      (side) =>
        markup`<td class="why">${shortened(sideWords(change, side), longestText)}${placeCode(where[side])}</td>`,
    );
    yield markup`<tr data-action="${effect}"><th scope="row" data-is="change">${at + 1}</th><td>${effectTag(effect)}</td><td>${shortened(changeTitle(change), longestText)}${proof === 'bounded' ? markup` <span class="soft">by what is written</span>` : nothing}${call}</td><td>${shortened(reachText(tenants), longestText)}</td>${sides}</tr>\n`;
  }
}

function tenantsView({ tenants }: DiffOutput): Markup {
  const rows = tenantsByVerdict(tenants).map(({ verdict: word, tenants: those }) => {
    const names = those.slice(0, mostNames).map(({ tenant }) => markup`${nameCode(tenant)} `);
    const left = those.length - names.length;
    return markup`<tr><th scope="row">${word}</th>${numberCell(those.length)}<td>${names}${left > 0 ? `and ${countText(left)} more` : ''}</td></tr>`;
  });
  const reasons = undecidedReasons(tenants);
  const open = reasons
    .slice(0, mostRows)
    .map(
      ({ reason, tenants: those }) =>
        markup`<tr>${numberCell(those.length)}<td>${shortened(reachText(those), longestText)}</td><td class="why">${shortened(reason, longestText)}</td></tr>`,
    );
  return markup`${pageTable('Tenants by what the change comes to for them', ['verdict', '#tenants', 'which'], rows)}${
    open.length === 0
      ? nothing
      : markup`<h3>Undecided</h3>${pageTable('What could not be settled', ['#tenants', 'which', 'why'], open)}`
  }${moreNote(reasons.length - open.length, 'reasons')}`;
}

function workspaceView({ workspace }: DiffOutput): Markup {
  const rows = workspace
    .slice(0, mostRows)
    .map(
      ({ kind, name, from, to, effect, where }) =>
        markup`<tr><td>${effectTag(effect)}</td><th scope="row">${kind} ${nameCode(name)}</th><td>${shortened(from ?? 'nothing', longestText)}${placeCode(where.from)}</td><td>${shortened(to ?? 'nothing', longestText)}${placeCode(where.to)}</td></tr>`,
    );
  return markup`${pageTable('What changed for all: gates, what every call must bring, what tools are', ['effect', 'what', 'from', 'to'], rows)}${moreNote(workspace.length - rows.length, 'changes')}`;
}

function plansView({ plans }: DiffOutput): Markup {
  const all = plans.flatMap((plan) => plan.changes.map((change) => ({ plan, change })));
  const rows = all
    .slice(0, mostRows)
    .map(
      ({ plan, change: { kind, name, from, to, effect } }) =>
        markup`<tr><td>${effectTag(effect)}</td><th scope="row">${shortened(planTitle(plan), longestText)}</th><td>${kind} ${nameCode(name)}</td><td>${shortened(from ?? 'nothing', longestText)}</td><td>${shortened(to ?? 'nothing', longestText)}</td></tr>`,
    );
  return markup`${pageTable('Plans', ['effect', 'plan', 'what', 'from', 'to'], rows)}${moreNote(all.length - rows.length, 'changes')}`;
}

function textView({ text }: DiffOutput): Markup {
  const shown = text.slice(0, mostPatches).map(({ file, patch }) => {
    const lines = shortened(patch, longestPatch).split('\n').map(patchLine);
    return markup`<details><summary>${nameCode(file)}</summary><pre class="patch">${lines}</pre></details>`;
  });
  return markup`<p>${amountText(text.length, 'file')} changed.</p>${shown}${moreNote(text.length - shown.length, 'files')}`;
}

function patchLine(line: string): Markup {
  const isHead = line.startsWith('+++') || line.startsWith('---');
  const kind = isHead ? 'soft' : line.startsWith('+') ? 'allow' : line.startsWith('-') ? 'deny' : 'plain';
  return markup`<span class="${kind}">${line.replaceAll('\t', '    ')}</span>\n`;
}

function placeCode(place: FileLine | null): Markup {
  return place === null
    ? nothing
    : markup`<br><code class="place">${`${shortened(place.file, longestText)}:${place.line}`}</code>`;
}

const effectTags: { readonly [effect in Effect]: readonly [string, string] } = {
  wider: ['deny', '+ wider'],
  changed: ['require_approval', '~ changed'],
  narrower: ['allow', '- narrower'],
};

function effectTag(effect: Effect): Markup {
  const [kind, words] = effectTags[effect];
  return markup`<span class="tag ${kind}">${words}</span>`;
}

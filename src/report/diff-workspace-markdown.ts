import {
  changeTitle,
  planTitle,
  reachText,
  type SharedChange,
  sharedChanges,
  sideWords,
  summaryText,
  tenantsByVerdict,
  undecidedReasons,
  type WorkspaceComparison,
} from './diff-view.ts';
import { changedThing, changeSide, effectText } from './diff-words.ts';
import { evalCommand } from './eval-command.ts';
import { codeBlock, codeSpan } from './markdown-code.ts';
import { amountText } from './number-text.ts';

// GitHub takes 65,536 characters for a comment; GitLab more.
const mostCharacters = 60_000;
const mostRows = 50;
const mostPatchLines = 300;

/** A comparison for a pull request's comment: tables first, calls and text folded in. It fits one comment. */
export function workspaceDiffMarkdown(diff: WorkspaceComparison): string {
  const changes = sharedChanges(diff);
  const blocks = [
    [`### Policy ${codeSpan(diff.from)} → ${codeSpan(diff.to)}`],
    [`**${summaryText(diff)}**`],
    changeTable(changes),
    workspaceTable(diff),
    ...diff.plans.map(planTable),
    verdictLines(diff),
    undecidedLines(diff),
    callDetails(changes),
    textDetails(diff),
  ];
  return withinOneComment(blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')));
}

/** Whole blocks as long as there is room. */
function withinOneComment(blocks: readonly string[]): string {
  let text = '';
  for (const block of blocks) {
    if (text.length + block.length > mostCharacters)
      return `${text}\n\nMore had no room here; \`policy diff --all\` shows all of it.\n`;
    text += text === '' ? block : `\n\n${block}`;
  }
  return `${text}\n`;
}

function changeTable(changes: readonly SharedChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const rows = changes.slice(0, mostRows).map(({ change, tenants }) => {
    const cells = [
      change.effect,
      codeSpan(changeTitle(change)),
      codeSpan(shortened(sideWords(change, 'from'))),
      codeSpan(shortened(sideWords(change, 'to'))),
      codeSpan(reachText(tenants)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| effect | what | from | to | tenants |',
    '|---|---|---|---|---|',
    ...rows,
    ...leftOut(changes.length - rows.length),
  ];
}

function leftOut(count: number): readonly string[] {
  return count <= 0
    ? []
    : ['', `${amountText(count, 'more change')} left out; \`policy diff --all\` shows them.`];
}

const longestCell = 160;

function shortened(text: string): string {
  return text.length <= longestCell ? text : `${text.slice(0, longestCell)}…`;
}

function workspaceTable({ workspace }: WorkspaceComparison): readonly string[] {
  if (workspace.length === 0) return [];
  const rows = workspace.slice(0, mostRows).map(({ effect, kind, name, from, to }) => {
    const sides = [from, to].map((side) => codeSpan(shortened(side ?? 'nothing')));
    return `| ${effect} | ${codeSpan(shortened(`${kind} ${name}`))} | ${sides.join(' | ')} |`;
  });
  return [
    '| effect | workspace | from | to |',
    '|---|---|---|---|',
    ...rows,
    ...leftOut(workspace.length - rows.length),
  ];
}

function planTable(plan: WorkspaceComparison['plans'][number]): readonly string[] {
  const rows = plan.changes.slice(0, mostRows).map((change) => {
    const sides = (['from', 'to'] as const).map((side) => codeSpan(shortened(changeSide(change, side))));
    return `| ${effectText(change)} | ${codeSpan(changedThing(change))} | ${sides.join(' | ')} |`;
  });
  return [
    `| effect | ${codeSpan(planTitle(plan))} | from | to |`,
    '|---|---|---|---|',
    ...rows,
    ...leftOut(plan.changes.length - rows.length),
  ];
}

const mostNames = 5;

function verdictLines({ tenants }: WorkspaceComparison): readonly string[] {
  return tenantsByVerdict(tenants).map(({ verdict, tenants: those }) => {
    const count = amountText(those.length, 'tenant');
    if (verdict === 'equivalent') return `- ${count}: ${verdict}`;
    const names = those.slice(0, mostNames).map(({ tenant }) => codeSpan(tenant));
    const more = those.length > names.length ? ` and ${those.length - names.length} more` : '';
    return `- ${count}: **${verdict}** (${names.join(', ')}${more})`;
  });
}

function undecidedLines({ tenants }: WorkspaceComparison): readonly string[] {
  return undecidedReasons(tenants)
    .slice(0, mostRows)
    .map(
      ({ reason, tenants: those }) =>
        `- undecided: ${codeSpan(shortened(reason))} (${codeSpan(reachText(those))})`,
    );
}

function callDetails(changes: readonly SharedChange[]): readonly string[] {
  const calls = changes.flatMap(({ change }) =>
    change.witness === undefined ? [] : [{ change, call: evalCommand(change.witness) }],
  );
  if (calls.length === 0) return [];
  const lines = calls
    .slice(0, mostRows)
    .flatMap(({ change, call }) => [
      `# ${change.tool ?? ''}: ${sideWords(change, 'from')} → ${sideWords(change, 'to')}`,
      call,
    ]);
  return details('Calls that show it', codeBlock(lines, 'sh'));
}

function textDetails({ text }: WorkspaceComparison): readonly string[] {
  if (text.length === 0) return [];
  const lines = text.flatMap(({ patch }) => patch.replace(/\n$/, '').split('\n'));
  const shown = lines.slice(0, mostPatchLines);
  const left = lines.length - shown.length;
  return details(`Text of ${amountText(text.length, 'file')}`, [
    ...codeBlock(shown, 'diff'),
    ...(left === 0 ? [] : ['', `${amountText(left, 'more line')} left out.`]),
  ]);
}

function details(summary: string, lines: readonly string[]): readonly string[] {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

import type { CatalogueCoverage } from '../../model/control-coverage.ts';
import type { Severity } from '../../model/diagnostic.ts';
import type { Finding, IsolationClaim, LintSummary } from '../../model/finding.ts';
import { evalCommand } from '../eval-command.ts';
import type { LintOutput } from '../lint-json.ts';
import { amountText, countText } from '../number-text.ts';
import { fitRows, fitSections } from './fit-sections.ts';
import { type Markup, markup, nothing, shortened } from './markup.ts';
import { type PageDigest, type PageSection, pageDocument } from './page-document.ts';
import { moreNote, nameCode, numberCell, pageTable } from './page-words.ts';
import { searchTable } from './search-table.ts';

const mostRows = 300;
const longestText = 2000;

/** A result of `policy lint` as one HTML file that stands alone. */
export function lintPage(output: LintOutput, digest: PageDigest): string {
  const { summary, isolation, controls = [], fixed } = output;
  const { sections, room } = fitSections(
    [
      { id: 'summary', title: 'Summary', body: summaryView(output) },
      ...(isolation === undefined
        ? []
        : [{ id: 'isolation', title: 'Isolation', body: isolationView(isolation) }]),
      ...controls.map((catalogue, at): PageSection => {
        return { id: `controls-${at + 1}`, title: catalogue.title, body: controlsView(catalogue) };
      }),
      ...(fixed === undefined ? [] : [{ id: 'fixed', title: 'Fixed', body: fixedView(fixed) }]),
    ],
    'policy lint',
  );
  const [first, ...others] = sections;
  const found: PageSection = { id: 'findings', title: 'Findings', body: findingsView(output, room) };
  return pageDocument(
    {
      title: 'policy lint',
      lead: markup`<p class="soft">${amountText(summary.tenants, 'tenant')} in ${amountText(summary.files, 'file')}</p>${verdict(summary, isolation)}`,
      sections: [...(first === undefined ? [] : [first]), found, ...others],
      foot: markup`<p>Calls in this page were made up by the linter; none was recorded. It loads nothing from anywhere.</p>`,
    },
    digest,
  );
}

function verdict({ errors, undecided }: LintSummary, isolation: IsolationClaim | undefined): Markup {
  const wrong = [
    ...(errors === 0 ? [] : [amountText(errors, 'error')]),
    ...(isolation === undefined || isolation.refuted === 0
      ? []
      : [`isolation is refuted for ${amountText(isolation.refuted, 'tenant')}`]),
    ...(undecided === 0 ? [] : [`${amountText(undecided, 'proof')} could not be settled`]),
  ];
  if (wrong.length > 0) {
    const items = wrong.map((text) => markup`<li>${text}</li>`);
    return markup`<div class="verdict bad"><strong>✕ To look at</strong><ul>${items}</ul></div>`;
  }
  const proved =
    isolation === undefined
      ? 'No error. Nothing was asked to be proved of isolation.'
      : `No error, and isolation is proved for ${amountText(isolation.tenants, 'tenant')}.`;
  return markup`<p class="verdict"><strong>✓ ${proved}</strong></p>`;
}

function summaryView({ summary, findings }: LintOutput): Markup {
  const { errors, warnings, notes, suppressed } = summary;
  const number = (label: string, count: number): Markup =>
    markup`<div><dt>${label}</dt><dd>${countText(count)}</dd></div>`;
  const byCode = new Map<string, { readonly severity: Severity; readonly count: number }>();
  for (const { code, severity } of findings)
    byCode.set(code, { severity, count: (byCode.get(code)?.count ?? 0) + 1 });
  const rows = [...byCode]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(
      ([code, { severity, count }]) =>
        markup`<tr><th scope="row">${nameCode(code)}</th><td>${severityTag(severity)}</td>${numberCell(count)}</tr>`,
    );
  return markup`<dl class="numbers">${number('✕ errors', errors)}${number('◔ warnings', warnings)}${number('notes', notes)}${number('suppressed', suppressed)}</dl>${
    rows.length === 0 ? nothing : pageTable('Findings by rule', ['rule', 'level', '#findings'], rows)
  }`;
}

function isolationView({
  tenants,
  tools,
  arguments: bounded,
  refuted,
  undecided,
  unclaimed,
}: IsolationClaim): Markup {
  const rows = unclaimed
    .slice(0, mostRows)
    .map(
      ({ tool, path, why, to }) =>
        markup`<tr><th scope="row">${nameCode(tool)}</th><td>${nameCode(path)}</td><td>${unclaimedWords[why]}${to === undefined ? nothing : markup` ${nameCode(to)}`}</td></tr>`,
    );
  const proved = tenants - refuted - undecided;
  return markup`<p><strong>Proved for ${countText(proved)}, refuted for ${countText(refuted)}, undecided for ${countText(undecided)}</strong> of ${amountText(tenants, 'tenant')}: ${amountText(bounded, 'bounded argument')} of ${amountText(tools, 'tool')}.</p>${
    rows.length === 0
      ? nothing
      : pageTable('Arguments of which nothing is claimed', ['tool', 'argument', 'why'], rows)
  }${moreNote(unclaimed.length - rows.length, 'arguments')}`;
}

const unclaimedWords = {
  open: 'declared open',
  delegated: 'left to',
  unnamed: 'no boundary names it',
};

function controlsView({ version, controls }: CatalogueCoverage): Markup {
  const rows = controls
    .slice(0, mostRows)
    .map(
      ({ id, title, state, checked, findings, delegated, notCovered }) =>
        markup`<tr><th scope="row">${nameCode(id)}</th><td>${title}</td><td><span class="tag">${stateWords[state]}</span></td><td>${checked.map(({ code }) => markup`${nameCode(code)} `)}</td>${numberCell(findings.errors + findings.warnings + findings.notes)}<td class="why">${[
          ...delegated.map(
            ({ tool, path, to }) => markup`${`${tool} ${path} is left to ${to ?? 'somebody else'}`}<br>`,
          ),
          ...notCovered.map((text) => markup`${shortened(text, longestText)}<br>`),
        ]}</td></tr>`,
    );
  return markup`<p class="soft">Version ${version}. That something was checked is not that the control is met.</p>${pageTable('Controls', ['control', 'title', 'state', 'checked by', '#findings', 'delegated and not covered'], rows)}${moreNote(controls.length - rows.length, 'controls')}`;
}

const stateWords = {
  findings: '✕ findings',
  partly: '◔ partly',
  checked: '✓ checked',
  uncovered: '– uncovered',
};

function fixedView({ applied, files }: NonNullable<LintOutput['fixed']>): Markup {
  const names = files.slice(0, mostRows).map((file) => markup`<li>${nameCode(file)}</li>`);
  return markup`<p>${amountText(applied, 'fix', 'fixes')} applied.</p><ul>${names}</ul>${moreNote(files.length - names.length, 'files')}`;
}

function findingsView({ findings, omitted = 0 }: LintOutput, room: number): Markup {
  const rows = fitRows(findingRows(findings), room);
  if (findings.length === 0) return markup`<p>Nothing was found.</p>`;
  const table = searchTable({
    noun: 'findings',
    caption: 'Findings in the order of files',
    heads: ['finding', 'level', 'rule', 'where', 'what, and what to do'],
    rows,
    filter: {
      label: 'level',
      choices: [
        ['error', 'errors'],
        ['warning', 'warnings'],
        ['note', 'notes'],
      ],
    },
  });
  return markup`${table}${moreNote(findings.length - rows.length + omitted, 'findings')}`;
}

function* findingRows(findings: readonly Finding[]): Generator<Markup> {
  for (const [at, finding] of findings.entries()) {
    const { code, severity, message, help, file, range, tenant, tenants, witness } = finding;
    const who =
      tenant === undefined
        ? nothing
        : markup`<br>${tenants === undefined ? nothing : markup`${amountText(tenants, 'tenant')}, such as `}${nameCode(tenant)}`;
    const call =
      witness === undefined
        ? nothing
        : markup`<br><code>${shortened(evalCommand(witness), longestText)}</code>`;
    yield markup`<tr data-action="${severity}"><th scope="row" data-is="finding">${at + 1}</th><td>${severityTag(severity)}</td><td>${nameCode(code)}</td><td><code class="place">${`${shortened(file, longestText)}:${range.start.line}:${range.start.column}`}</code>${who}</td><td class="why">${shortened(message, longestText)}<br><span class="soft">${shortened(help, longestText)}</span>${call}</td></tr>\n`;
  }
}

const severityTags: { readonly [severity in Severity]: readonly [string, string] } = {
  error: ['deny', '✕ error'],
  warning: ['require_approval', '◔ warning'],
  note: ['soft', '· note'],
};

function severityTag(severity: Severity): Markup {
  const [kind, words] = severityTags[severity];
  return markup`<span class="tag ${kind}">${words}</span>`;
}

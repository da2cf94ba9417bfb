import type { SimulateOutput } from '../../simulate/simulate-output.ts';
import { amountText } from '../number-text.ts';
import { changesView } from './changes-view.ts';
import { coverageView } from './coverage-view.ts';
import { decisionsView, type PageCalls } from './decisions-view.ts';
import { expectationsView } from './expectations-view.ts';
import { attacksView, resultsView, stoppedView } from './findings-view.ts';
import { fitSections } from './fit-sections.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { overview, recordings, verdict } from './overview.ts';
import { type PageDigest, type PageSection, pageDocument } from './page-document.ts';
import { swapView } from './swap-view.ts';
import { approvalsView, limitsView } from './time-views.ts';

/** What a page shows beside a result, where it is at hand. */
export interface PageExtras {
  /** For the table of decisions. */
  readonly calls?: PageCalls | undefined;
  /** The texts of the policies by file, in which coverage is shown. */
  readonly sources?: ReadonlyMap<string, string> | undefined;
}

/** A result of `policy simulate` as one HTML file that stands alone. */
export function simulatePage(
  output: SimulateOutput,
  digest: PageDigest,
  { calls, sources }: PageExtras = {},
): string {
  const shown = output.argumentsShown === true;
  const { swap, changes, attacks, results, stopped, totals, bundle } = output;
  const { limits, approvals, coverage, expectations } = output;
  const part = (id: string, title: string, body: Markup): readonly PageSection[] => [{ id, title, body }];
  const sections = [
    ...part('summary', 'Summary', overview(output)),
    ...(swap === undefined ? [] : part('swap', 'Swap', swapView(swap, shown))),
    ...(changes === undefined ? [] : part('changes', 'Transitions', changesView(changes))),
    ...(attacks === undefined ? [] : part('attacks', 'Attacks', attacksView(attacks))),
    ...(results === undefined ? [] : part('results', 'Results', resultsView(results))),
    ...(expectations === undefined
      ? []
      : part('expectations', 'Expectations', expectationsView(expectations, shown))),
    ...(stopped.groups.length === 0 ? [] : part('stopped', 'Stopped calls', stoppedView(stopped, shown))),
    ...(limits === undefined || limits.asked + limits.withoutTime === 0
      ? []
      : part('limits', 'Limits', limitsView(limits))),
    ...(approvals === undefined || approvals.held === 0
      ? []
      : part('approvals', 'Approvals', approvalsView(approvals))),
    ...(coverage === undefined ? [] : part('coverage', 'Coverage', coverageView(coverage, sources))),
    ...part('recordings', 'Recordings', recordings(output)),
  ];
  const { sections: fitting, room } = fitSections(sections, 'policy simulate');
  const decisions =
    calls === undefined ? [] : part('decisions', 'Decisions', decisionsView(calls, shown, room));
  const made =
    bundle.revision === null
      ? nothing
      : markup` by policies of revision <code>${bundle.revision.slice(0, 12)}</code>`;
  return pageDocument(
    {
      title: 'policy simulate',
      lead: markup`<p class="soft">${amountText(totals.calls, 'recorded call')} of ${amountText(output.sources.length, 'recording')}, decided${made}</p>${verdict(output)}`,
      sections: [...fitting, ...decisions],
      foot: markup`<p>${shown ? 'Recorded arguments stand here as they are.' : 'Recorded arguments are masked: type, length and a short digest of each.'} Results of calls are not in this page. It loads nothing from anywhere.</p>`,
    },
    digest,
  );
}

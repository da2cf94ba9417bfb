import type { Action } from '../../model/rule.ts';
import type { SectionResults } from '../../simulate/section-results.ts';
import type { PageCall, PageCalls } from './decisions-view.ts';

/** Most calls that a page lists, and most that are kept of each kind until all are seen. */
const mostCalls = 2000;

/** The calls of a run that its page lists; memory is bounded. */
export interface KeptCalls {
  /** `make` is asked only where the call is kept. */
  readonly add: (action: Action, make: () => PageCall) => void;
  /** Changed, leaking and foreign calls first, then the stopped ones, each in the order they came. */
  readonly calls: (sections: CallMarks, total: number) => PageCalls;
}

/** The parts of a result that name calls. */
type CallMarks = Partial<Pick<SectionResults, 'changes' | 'swap' | 'results'>>;

/** Keeps none yet. */
export function createKeptCalls(): KeptCalls {
  const stopped: PageCall[] = [];
  const allowed: PageCall[] = [];
  return {
    add: (action, make) => {
      const kept = action === 'allow' ? allowed : stopped;
      if (kept.length < mostCalls) kept.push(make());
    },
    calls: ({ changes, swap, results }, total) => {
      const marked = new Set([
        ...(changes?.calls.map(({ seq }) => seq) ?? []),
        ...(swap?.cells.flatMap(({ example }) => example?.seq ?? []) ?? []),
        ...(results?.foreign.map(({ seq }) => seq) ?? []),
      ]);
      const isMarked = ({ record }: PageCall): boolean => marked.has(record.seq);
      const ordered = [...allowed.filter(isMarked), ...stopped, ...allowed.filter((call) => !isMarked(call))];
      return { calls: ordered.slice(0, mostCalls), total };
    },
  };
}

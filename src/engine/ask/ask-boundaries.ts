import type { LinkedTool } from '../compile/linked-tool.ts';
import type { Verdict } from '../verdict.ts';
import { tooLarge } from '../verdict.ts';
import { YES } from './answer.ts';
import { askPath, isPathTooLarge } from './ask-condition.ts';
import type { CallData } from './slot.ts';
import type { Trace } from './trace.ts';
import { note } from './trace.ts';
import { tracePath } from './trace-path.ts';

const unbounded = { detail: 'no argument is bounded' };

/** Step 3: every bounded argument must get yes from its boundary. */
export function askBoundaries(tool: LinkedTool, call: CallData, trace: Trace): Verdict | undefined {
  for (const { ask, onDeny } of tool.boundaries) {
    if (isPathTooLarge(ask, call)) {
      note(trace, 'boundaries', 'deny', { path: ask.match.path.text, detail: 'text too large to judge' });
      return tooLarge(ask.match.path.text, { place: ask.match.matcher.place });
    }
    tracePath(trace, 'boundaries', ask, 'all', call, {});
    if (askPath(ask, 'all', call) === YES) continue;
    note(trace, 'boundaries', 'deny', { path: ask.match.path.text });
    return onDeny;
  }
  note(trace, 'boundaries', 'pass', tool.boundaries.length === 0 ? unbounded : undefined);
  return undefined;
}

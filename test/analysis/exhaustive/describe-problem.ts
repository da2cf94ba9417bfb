import { minimize } from '../../reference/minimize.ts';
import { renderWorkspace } from '../../reference/render-workspace.ts';
import { InexactNumber } from '../../../src/model/json.ts';
import type { PlainWorkspace } from '../../reference/plain-documents.ts';
import type { Problem } from './check-claims.ts';
import type { SearchCase } from './search-case.ts';

/** A case cut down to what still has a problem of that kind, as a person would try it by hand. */
export function describeProblem(
  failing: SearchCase,
  problem: Problem,
  problemsOf: (tried: SearchCase) => readonly Problem[],
): string {
  const isAlike = (tried: SearchCase): boolean =>
    problemsOf(tried).some((found) => isSameTrouble(found, problem));
  const smaller = (tried: SearchCase, side: 'before' | 'after'): SearchCase => {
    const fails = (workspace: PlainWorkspace): boolean => isAlike({ ...tried, [side]: workspace });
    const smallest = minimize({ workspace: tried[side], calls: [] }, ({ workspace }) => fails(workspace));
    return { ...tried, [side]: smallest.workspace };
  };
  const alone = { ...failing, after: failing.before };
  const smallest = isAlike(alone) ? smaller(alone, 'before') : smaller(smaller(failing, 'before'), 'after');
  const found = problemsOf(smallest).find((candidate) => isSameTrouble(candidate, problem)) ?? problem;
  return [
    `case ${failing.seed} (${failing.change}): ${found.kind}`,
    found.what,
    ...(found.call === undefined ? [] : [callText(found.call)]),
    `# config: ${JSON.stringify(smallest.before.config)}`,
    ...textsOf(smallest.before),
    ...(isAlike({ ...smallest, after: smallest.before }) ? [] : ['# after:', ...textsOf(smallest.after)]),
  ].join('\n');
}

/** The same kind of problem in much the same words, so that cutting down does not end at another one. */
function isSameTrouble(one: Problem, other: Problem): boolean {
  return one.kind === other.kind && beginning(one) === beginning(other);
}

function beginning({ what }: Problem): string {
  return (what.split(': ').at(-1) ?? '').split(' ').slice(0, 3).join(' ');
}

function textsOf(workspace: PlainWorkspace): readonly string[] {
  return renderWorkspace(workspace).map(({ file, text }) => `# ${file}\n${text}`);
}

function callText(call: Problem['call']): string {
  return JSON.stringify(call, (_key, part: unknown) => {
    return part instanceof InexactNumber ? `<number ${part.text}>` : part;
  });
}

import { InexactNumber, UnjudgeableArguments } from '../../src/model/json.ts';
import { type Disagreement, findDisagreement } from './compare.ts';
import type { Case } from './generate.ts';
import { minimize } from './minimize.ts';
import { renderWorkspace } from './render-workspace.ts';

/** A case cut down to what makes it fail in the same way, as a person would try it by hand. */
export function describeFailure(seed: number, failing: Case, disagreement: Disagreement): string {
  const calls = disagreement.kind === 'refused' ? [] : failing.calls.slice(0, disagreement.index + 1);
  const smallest = minimize({ ...failing, calls }, (tried) => isAlike(findDisagreement(tried), disagreement));
  const found = findDisagreement(smallest) ?? disagreement;
  const { workspace } = smallest;
  return [
    `case ${seed}`,
    ...(Object.keys(workspace.config).length === 0 ? [] : [`# config: ${JSON.stringify(workspace.config)}`]),
    ...renderWorkspace(workspace).map(({ file, text }) => `# ${file}\n${text}`),
    ...smallest.calls.map(jsonText),
    ...(found.kind === 'refused'
      ? ['the program refuses:', ...found.problems]
      : [`program: ${jsonText(found.program)}`, `page:    ${jsonText(found.page)}`]),
  ].join('\n');
}

/** The same kind of failure, so that cutting down does not end at another one. */
function isAlike(found: Disagreement | undefined, wanted: Disagreement): boolean {
  if (found === undefined) return false;
  if (found.kind === 'refused') return wanted.kind === 'refused' && saysOnly(found.problems, wanted.problems);
  if (wanted.kind === 'refused') return false;
  return found.program.code === wanted.program.code && found.page.code === wanted.page.code;
}

/** Problems are told apart by what they say, not by where. */
function saysOnly(problems: readonly string[], known: readonly string[]): boolean {
  const texts = known.map(withoutPlace);
  return problems.every((problem) => texts.includes(withoutPlace(problem)));
}

function withoutPlace(problem: string): string {
  return problem.replace(/ \S+:\d+/g, '');
}

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof InexactNumber) return `<number ${part.text}>`;
    return part instanceof UnjudgeableArguments ? '<arguments that cannot be judged>' : part;
  });
}

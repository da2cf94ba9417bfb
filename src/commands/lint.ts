import { appendText } from '../host/append-text.ts';
import { runBlocking } from '../host/interrupt.ts';
import { type LoadedWorkspace, loadWorkspace } from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { workspacePath } from '../host/workspace-path.ts';
import { writeOutputs } from '../host/write-output.ts';
import { fixWorkspace } from '../lint/fix-workspace.ts';
import { lintReading, type WorkspaceLint } from '../lint/lint-workspace.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import { lintGithub } from '../report/lint-github.ts';
import { lintJson } from '../report/lint-json.ts';
import { lintPretty } from '../report/lint-pretty.ts';
import { lintStepSummary } from '../report/lint-step-summary.ts';
import { amountText } from '../report/number-text.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { failThreshold, lintOptions, reaches } from './lint-options.ts';
import { namedFiles } from './named-files.ts';

/** `policy lint`: the gate in CI. */
export const lintCommand: CommandDefinition = {
  summary: 'schema, structure and isolation rules; the gate in CI',
  operands: [
    { name: '[files...]', about: 'show only findings in these files or caused by them (globs too)' },
  ],
  options: [
    { flags: '--fix', about: 'apply the fixes that keep the meaning, then show what remains' },
    {
      flags: '--rule <code=level>',
      about: 'off, note, warning or error for one rule; repeatable',
      repeatable: true,
    },
    { flags: '--fail-on <level>', about: 'exit 1 at error (default), warning or note' },
    { flags: '--edition <n>', about: 'the rules of this edition; next previews what comes' },
    { flags: '--all', about: 'leave nothing out' },
  ],
  formats: ['pretty', 'json', 'github'],
  example: `
policy lint

error structure/default-allow  whatever no rule decides is allowed
  tenants/acme.yaml:12:17
  12 | default_action: allow
     |                 ^^^^^ every tool that nobody thought of
  write    \`default_action: deny\`, and allow by a rule what the tenant needs
  more     policy rules structure/default-allow

1 error in 4 files, 3 tenants
`,
  run: runLintCommand,
};

async function runLintCommand(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const threshold = failThreshold(given);
  const base = lintOptions(given, context.clock);
  const loaded = await loadWorkspace(context.cwd, context.config);
  const files = await namedFiles(given.operands, context.cwd, loaded);
  for (const note of loaded.notes) context.note(note);
  const options: LintOptions = files === undefined ? base : { ...base, files };
  const outcome = given.flag('fix')
    ? await fix(context, loaded, options)
    : runBlocking(() => lintReading(loaded.reading, loaded.resolved, loaded.config, options));
  refuseProblems(outcome);
  await report(context, loaded, outcome);
  return outcome.findings.some(({ severity }) => reaches(severity, threshold)) ? 1 : 0;
}

async function fix(
  context: CommandContext,
  loaded: LoadedWorkspace,
  options: LintOptions,
): Promise<WorkspaceLint> {
  const { changed, applied, remaining } = runBlocking(() =>
    fixWorkspace(loaded.files, loaded.config, options),
  );
  refuseProblems(remaining);
  await writeOutputs(
    [...changed].map(([file, text]) => ({ file, text })),
    loaded.root,
  );
  const what = `${amountText(applied, 'fix', 'fixes')} in ${amountText(changed.size, 'file')}`;
  context.note(applied === 0 ? 'nothing could be fixed without a person' : `applied ${what}`);
  return remaining;
}

function refuseProblems({ problems }: WorkspaceLint): void {
  const [first, ...rest] = problems;
  if (first === undefined) return;
  throw new UserMistake(first, { help: [...rest, 'policy rules lists the rules'].join('; ') });
}

async function report(
  context: CommandContext,
  loaded: LoadedWorkspace,
  outcome: WorkspaceLint,
): Promise<void> {
  const all = context.given.flag('all');
  const summaryFile = process.env.GITHUB_STEP_SUMMARY ?? '';
  await context.report((format, palette) => {
    if (format === 'json') return lintJson(outcome, { all });
    if (format === 'github') return lintGithub(outcome, { all, pathPrefix: pathInRepository(loaded.root) });
    return lintPretty(outcome, outcome.sources, { palette, all });
  });
  if (summaryFile !== '' && context.outputs.some(({ format }) => format === 'github')) {
    appendText(summaryFile, lintStepSummary(outcome));
  }
}

/** Where the workspace is in the repository that a GitHub job checked out, as a prefix of paths. */
function pathInRepository(root: string): string {
  const repository = process.env.GITHUB_WORKSPACE ?? '';
  if (repository === '') return '';
  const path = workspacePath(root, root, repository);
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}

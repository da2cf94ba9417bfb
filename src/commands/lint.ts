import { appendText } from '../host/append-text.ts';
import { findWorkspace } from '../host/find-workspace.ts';
import { runBlocking } from '../host/interrupt.ts';
import {
  loadWorkspaceFiles,
  readWorkspaceFiles,
  unrelatedNotes,
  type WorkspaceFiles,
} from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { workspacePath } from '../host/workspace-path.ts';
import { lintReading, type WorkspaceLint } from '../lint/lint-workspace.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import { showConcerning } from '../lint/show-concerning.ts';
import type { Memory } from '../model/memory.ts';
import { type FixReport, fixOutput, fixPretty } from '../report/fix-report.ts';
import { lintGithub } from '../report/lint-github.ts';
import { lintJson } from '../report/lint-json.ts';
import { lintPretty } from '../report/lint-pretty.ts';
import { lintStepSummary } from '../report/lint-step-summary.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { FixedLint } from './lint-fix.ts';
import { keepLint, openLintMemory, recallLint, saveMemory } from './lint-memory.ts';
import { failsRun, failThreshold, lintOptions } from './lint-options.ts';
import { type KnownDocuments, namedFiles } from './named-files.ts';
import { refuseProblems } from './refuse-problems.ts';

/** `policy lint`: the gate in CI. */
export const lintCommand: CommandDefinition = {
  summary: 'schema, structure and isolation rules; the gate in CI',
  operands: [
    { name: '[files...]', about: 'show only findings in these files or caused by them (globs too)' },
  ],
  options: [
    { flags: '--fix', about: 'apply the fixes that keep the meaning, then show what remains' },
    {
      flags: '--unsafe',
      about: 'with --fix: also the fixes to look at; shows what they change, and recorded calls newly denied',
    },
    {
      flags: '--rule <code=level>',
      about: 'off, note, warning or error for one rule; repeatable',
      repeatable: true,
    },
    { flags: '--fail-on <level>', about: 'exit 1 at error (default), warning or note' },
    {
      flags: '--allow-undecided',
      about: 'pass although a proof of isolation could not be settled (isolation/undecided)',
    },
    { flags: '--edition <n>', about: 'the rules of this edition; next previews what comes' },
    { flags: '--all', about: 'leave nothing out' },
    { flags: '--cache', about: 'remember what was found, for a faster next run of what is unchanged' },
    { flags: '--no-cache', about: 'remember nothing and recall nothing (the default)' },
    {
      flags: '--cache-location <dir>',
      about: 'with --cache: where; .policy-cache in the workspace by default',
    },
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
  if (given.flag('unsafe') && !given.flag('fix')) throw new UserMistake('--unsafe needs --fix');
  const options = lintOptions(given, context.clock);
  const found = await readWorkspaceFiles(findWorkspace(context.cwd, context.config));
  const memory = openLintMemory(context, found.root);
  const { outcome, fixed, failure } = given.flag('fix')
    ? await fix(context, found, memory === undefined ? options : { ...options, memory })
    : { outcome: await lintOnly(context, found, options, memory) };
  if (memory !== undefined) await saveMemory(memory, context);
  refuseProblems(outcome);
  await report(context, found.root, outcome, fixed);
  if (failure !== undefined) throw failure;
  return failsRun(outcome, threshold, given.flag('allow-undecided')) ? 1 : 0;
}

type LintRun = Pick<FixedLint, 'outcome' | 'failure'> & Partial<Pick<FixedLint, 'fixed'>>;

async function lintOnly(
  context: CommandContext,
  found: WorkspaceFiles,
  options: LintOptions,
  memory: Memory | undefined,
): Promise<WorkspaceLint> {
  const earlier = memory === undefined ? undefined : recallLint(memory, found, options);
  if (earlier !== undefined) {
    const files = await filesToShow(context, found, earlier);
    return files === undefined ? earlier : showConcerning(earlier, files);
  }
  const { reading, resolved, config } = loadWorkspaceFiles(found);
  const files = await filesToShow(context, found, reading);
  const remembering = memory === undefined ? options : { ...options, memory };
  const asked = { ...remembering, ...(await grammarFor(resolved.workspace)) };
  const outcome = runBlocking(() => lintReading(reading, resolved, config, asked));
  if (memory !== undefined) keepLint(memory, found, options, outcome);
  return files === undefined ? outcome : showConcerning(outcome, files);
}

async function fix(context: CommandContext, found: WorkspaceFiles, options: LintOptions): Promise<LintRun> {
  const loaded = loadWorkspaceFiles(found);
  const files = await filesToShow(context, found, loaded.reading);
  const { fixAndWrite } = await import('./lint-fix.ts');
  const asked = files === undefined ? options : { ...options, files };
  return await fixAndWrite(context, loaded, asked, context.given.flag('unsafe'));
}

/** The files that operands name, if any; says what a person should know of the others. */
async function filesToShow(
  { given, cwd, note }: CommandContext,
  { root, notes }: WorkspaceFiles,
  { sources, unrelated }: Omit<KnownDocuments, 'root'>,
): Promise<ReadonlySet<string> | undefined> {
  const files = await namedFiles(given.operands, cwd, { root, sources, unrelated });
  for (const text of [...notes, ...unrelatedNotes(unrelated)]) note(text);
  return files;
}

async function report(
  context: CommandContext,
  root: string,
  outcome: WorkspaceLint,
  fixed: FixReport | undefined,
): Promise<void> {
  const all = context.given.flag('all');
  const summaryFile = process.env.GITHUB_STEP_SUMMARY ?? '';
  await context.report((format, palette) => {
    if (format === 'json')
      return lintJson(outcome, { all, ...(fixed === undefined ? {} : { fixed: fixOutput(fixed) }) });
    if (format === 'github') return lintGithub(outcome, { all, pathPrefix: pathInRepository(root) });
    const looked = fixed === undefined ? '' : fixPretty(fixed, palette, { all });
    return `${looked}${lintPretty(outcome, outcome.sources, { palette, all })}`;
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

import { findWorkspace } from '../host/find-workspace.ts';
import { briefMemory } from '../host/brief-memory.ts';
import { findWorkspaceAt } from '../host/find-workspace-at.ts';
import { revisionNamed } from '../host/git-revision.ts';
import { runBlocking } from '../host/interrupt.ts';
import { loadGate } from '../host/load-revision.ts';
import {
  assembleFiles,
  type LoadedWorkspace,
  loadWorkspaceFiles,
  readWorkspaceFiles,
  unrelatedNotes,
  type WorkspaceFiles,
} from '../host/load-workspace.ts';
import { suppressionsOf } from '../host/suppressions-of.ts';
import { readGivenList } from '../host/tenant-lists.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { catalogueNames } from '../lint/controls/catalogue-coverage.ts';
import { lintReading, type WorkspaceLint } from '../lint/lint-workspace.ts';
import { lintRules } from '../lint/registry.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import { type Concern, showConcerning } from '../lint/show-concerning.ts';
import type { Finding } from '../model/finding.ts';
import type { Memory } from '../model/memory.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import { visibleText } from '../text/visible-text.ts';
import { askedCatalogues, coverageOf } from './asked-catalogues.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { concernSince } from './concern-since.ts';
import type { Given } from './given.ts';
import type { FixedLint } from './lint-fix.ts';
import { keepLint, openLintMemory, recallLint, saveMemory } from './lint-memory.ts';
import { failsAlone, failsRun, failThreshold, lintOptions } from './lint-options.ts';
import { lintFormats, reportLint } from './lint-report.ts';
import { type KnownDocuments, namedFiles } from './named-files.ts';
import { refuseProblems } from './refuse-problems.ts';
import { settleSuppressions } from './settle-suppressions.ts';

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
      values: lintRules.map(({ code }) => code),
    },
    {
      flags: '--fail-on <level>',
      about: 'exit 1 at error (default), warning or note',
      values: ['error', 'warning', 'note'],
    },
    {
      flags: '--allow-undecided',
      about: 'pass although a proof of isolation could not be settled (isolation/undecided)',
    },
    { flags: '--edition <n>', about: 'the rules of this edition; next previews what comes' },
    {
      flags: '--controls <catalogue>',
      about:
        'also list, for each control of it, what was checked, found, delegated and not covered (soc2, hipaa, ...)',
      repeatable: true,
      values: catalogueNames,
    },
    {
      flags: '--changed-since <rev>',
      about: 'show only findings in files that changed since HEAD left this revision, and new ones in others',
    },
    {
      flags: '--config-from <rev>',
      about: 'levels, include, exclude and suppressions as they were at this revision',
    },
    {
      flags: '--tenants <file>',
      about:
        'also these tenants, as JSONL or CSV: what a document with `from` would name; - reads standard input',
    },
    {
      flags: '--suppress-all',
      about: 'write policy.suppressions.json: what is found now fails no later run',
    },
    { flags: '--prune-suppressions', about: 'take out of it what is found no more' },
    { flags: '--all', about: 'leave nothing out' },
    { flags: '--cache', about: 'remember what was found, for a faster next run of what is unchanged' },
    { flags: '--no-cache', about: 'remember nothing and recall nothing (the default)' },
    {
      flags: '--cache-location <dir>',
      about: 'with --cache: where; .policy-cache in the workspace by default',
    },
  ],
  formats: lintFormats,
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
  refuseContradictions(given);
  const catalogues = askedCatalogues(context);
  const found = await filesThroughGate(context);
  const options = {
    ...lintOptions(given, context.clock),
    ...(found.suppressions === undefined || given.flag('suppress-all')
      ? {}
      : { suppressions: suppressionsOf(found.suppressions) }),
  };
  const memory = openLintMemory(context, found.root);
  const { outcome, fixed, failure } = given.flag('fix')
    ? await fix(context, found, memory === undefined ? options : { ...options, memory })
    : { outcome: await lintOnly(context, found, options, memory) };
  if (memory !== undefined) await saveMemory(memory, context);
  refuseProblems(outcome);
  const settled = await settleSuppressions(context, found, outcome, options.today);
  const allowUndecided = given.flag('allow-undecided');
  await reportLint(context, settled, {
    root: found.root,
    fixed,
    controls: coverageOf(catalogues, settled),
    fails: (finding) => failsAlone(finding, threshold, allowUndecided),
  });
  if (failure !== undefined) throw failure;
  return failsRun(settled, threshold, allowUndecided) ? 1 : 0;
}

function refuseContradictions(given: Given): void {
  if (given.flag('fix') && given.text('tenants') !== undefined)
    throw new UserMistake(
      '--fix writes files, and --tenants lists tenants that are in none of the workspace',
      {
        help: 'fix without --tenants, or name the list with `from` in a document of `kind: tenants`',
      },
    );
  if (given.flag('unsafe') && !given.flag('fix')) throw new UserMistake('--unsafe needs --fix');
  const isNarrowed = given.operands.length > 0 || given.text('changed-since') !== undefined;
  if (given.operands.length > 0 && given.text('changed-since') !== undefined)
    throw new UserMistake('either name files, or say --changed-since');
  if (!given.flag('suppress-all') && !given.flag('prune-suppressions')) return;
  const name = given.flag('suppress-all') ? '--suppress-all' : '--prune-suppressions';
  if (given.flag('suppress-all') && given.flag('prune-suppressions'))
    throw new UserMistake('--suppress-all writes all suppressions anew, and leaves none to prune');
  if (isNarrowed) throw new UserMistake(`${name} is about the whole workspace, and files are named`);
  if (given.text('config-from') !== undefined)
    throw new UserMistake(`${name} writes the suppressions of now, and --config-from reads those of then`);
}

/** The files of the workspace, by the configuration and suppressions of now or, with `--config-from`, of then. */
async function filesThroughGate({ cwd, config, given, note }: CommandContext): Promise<WorkspaceFiles> {
  const now = findWorkspace(cwd, config);
  const from = given.text('config-from');
  const tenants = given.text('tenants');
  const revision = from === undefined ? undefined : await revisionNamed(from, cwd);
  const place = revision === undefined ? now : await findWorkspaceAt(revision, cwd, config);
  if (place.root !== now.root)
    note(
      `the workspace is ${visibleText(place.root)}, as at ${visibleText(from ?? '')}, not ${visibleText(now.root)}`,
    );
  return readWorkspaceFiles(
    place,
    revision === undefined ? undefined : await loadGate(place, revision),
    tenants === undefined ? undefined : await readGivenList(tenants, cwd, place.root),
  );
}

type LintRun = Pick<FixedLint, 'outcome' | 'failure'> & Partial<Pick<FixedLint, 'fixed'>>;

async function lintOnly(
  context: CommandContext,
  found: WorkspaceFiles,
  options: LintOptions,
  memory: Memory | undefined,
): Promise<WorkspaceLint> {
  const earlier = memory === undefined ? undefined : recallLint(memory, found, options);
  const loaded = earlier === undefined ? loadWorkspaceFiles(found) : undefined;
  // Of two versions most proofs are the same.
  const shared = memory ?? (context.given.text('changed-since') === undefined ? undefined : briefMemory());
  const remembering = shared === undefined ? options : { ...options, memory: shared };
  const known = earlier ?? loaded?.reading ?? { sources: new Map(), unrelated: [] };
  const concern = await whatToShow(context, found, known, remembering);
  const outcome = earlier ?? (await lintFiles(loaded ?? loadWorkspaceFiles(found), remembering));
  if (memory !== undefined && earlier === undefined) keepLint(memory, found, options, outcome);
  return concern === undefined ? outcome : showConcerning(outcome, concern);
}

async function lintFiles(
  { reading, resolved, config }: LoadedWorkspace,
  options: LintOptions,
): Promise<WorkspaceLint> {
  const asked = { ...options, ...(await grammarFor(resolved.workspace)) };
  return runBlocking(() => lintReading(reading, resolved, config, asked));
}

async function fix(context: CommandContext, found: WorkspaceFiles, options: LintOptions): Promise<LintRun> {
  const loaded = loadWorkspaceFiles(found);
  const concern = await whatToShow(context, found, loaded.reading, options);
  const { fixAndWrite } = await import('./lint-fix.ts');
  return await fixAndWrite(context, loaded, { ...options, ...concern }, context.given.flag('unsafe'));
}

/** What of the findings is asked for, if not all; says what a person should know of the files. */
async function whatToShow(
  context: CommandContext,
  found: WorkspaceFiles,
  { sources, unrelated }: Omit<KnownDocuments, 'root'>,
  options: LintOptions,
): Promise<Concern | undefined> {
  const { given, cwd, note } = context;
  const { root, notes } = found;
  const since = given.text('changed-since');
  const files = await namedFiles(given.operands, cwd, { root, sources, unrelated });
  for (const text of [...notes, ...unrelatedNotes(unrelated)]) note(text);
  if (since === undefined) return files === undefined ? undefined : { files };
  const lint = async (then: WorkspaceFiles): Promise<readonly Finding[]> =>
    (await lintFiles(assembleFiles(then), options)).findings;
  return concernSince({ revision: since, found, sources, lint }, context);
}

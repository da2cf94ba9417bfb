import { hash } from 'node:crypto';
import { appendText } from '../host/append-text.ts';
import { workspaceIn } from '../host/find-workspace.ts';
import { programVersion } from '../host/program-version.ts';
import { readRulePage } from '../host/read-rule-page.ts';
import { workspacePath } from '../host/workspace-path.ts';
import { controlCatalogues } from '../lint/control-catalogues.ts';
import type { WorkspaceLint } from '../lint/lint-workspace.ts';
import { lintRules } from '../lint/registry.ts';
import type { CatalogueCoverage } from '../model/control-coverage.ts';
import type { Finding } from '../model/finding.ts';
import { controlsPretty } from '../report/controls-pretty.ts';
import { type FixReport, fixOutput, fixPretty } from '../report/fix-report.ts';
import { lintGithub } from '../report/lint-github.ts';
import { lintGitlab } from '../report/lint-gitlab.ts';
import { lintJson } from '../report/lint-json.ts';
import { lintJunit } from '../report/lint-junit.ts';
import { lintMarkdown, lintStepSummary } from '../report/lint-markdown.ts';
import { lintPretty } from '../report/lint-pretty.ts';
import { lintSarif } from '../report/lint-sarif.ts';
import type { Palette } from '../report/palette.ts';
import type { CommandContext } from './command-context.ts';

/** The formats of `policy lint`, the default first. */
export const lintFormats: readonly [string, ...string[]] = [
  'pretty',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
];

/** What a report says besides what was found. */
export interface LintReportParts {
  /** Absolute path of the workspace's folder. */
  readonly root: string;
  readonly fixed: FixReport | undefined;
  /** The catalogues that were asked for. */
  readonly controls: readonly CatalogueCoverage[];
  /** Whether the run fails with a finding. */
  readonly fails: (finding: Finding) => boolean;
}

/** Writes the result in every format that was asked for, and for `github` the step summary of the job. */
export async function reportLint(
  context: CommandContext,
  lint: WorkspaceLint,
  parts: LintReportParts,
): Promise<void> {
  await context.report((format, palette) => render(format, palette, { context, lint, parts }));
  const summaryFile = process.env.GITHUB_STEP_SUMMARY ?? '';
  if (summaryFile !== '' && context.outputs.some(({ format }) => format === 'github')) {
    appendText(
      summaryFile,
      lintStepSummary(lint, { pathPrefix: pathInRepository(parts.root), controls: parts.controls }),
    );
  }
}

interface Rendered {
  readonly context: CommandContext;
  readonly lint: WorkspaceLint;
  readonly parts: LintReportParts;
}

function render(format: string, palette: Palette, { context, lint, parts }: Rendered): string {
  const { root, fixed, controls, fails } = parts;
  const common = { all: context.given.flag('all'), pathPrefix: pathInRepository(root), digest };
  switch (format) {
    case 'json':
      return lintJson(lint, {
        ...common,
        ...(fixed === undefined ? {} : { fixed: fixOutput(fixed) }),
        ...(controls.length === 0 ? {} : { controls }),
      });
    case 'sarif':
      return lintSarif(lint, lint.sources, { ...common, ...ruleKnowledge(), controls });
    case 'github':
      return lintGithub(lint, common);
    case 'gitlab':
      return lintGitlab(lint, lint.sources, common);
    case 'junit':
      return lintJunit(lint, lint.sources, { ...common, fails });
    case 'markdown':
      return lintMarkdown(lint, { ...common, controls });
    default: {
      const looked = fixed === undefined ? '' : fixPretty(fixed, palette, common);
      const covered = controls.length === 0 ? '' : `\n${controlsPretty(controls, palette, common.all)}`;
      return `${looked}${lintPretty(lint, lint.sources, { ...common, palette })}${covered}`;
    }
  }
}

function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

function ruleKnowledge(): Pick<Parameters<typeof lintSarif>[2], 'version' | 'rules' | 'catalogues'> {
  return {
    version: programVersion(),
    rules: lintRules.map((rule) => ({ ...rule, page: readRulePage(rule.code) })),
    catalogues: Object.entries(controlCatalogues).map(([name, { title, version, items }]) => ({
      name,
      title,
      version,
      items: new Map(Object.entries(items)),
    })),
  };
}

/** Where the workspace is in the repository that is checked out, as a prefix of paths; empty where it is the root of one. */
function pathInRepository(root: string): string {
  const { gitRoot } = workspaceIn(root);
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR } = process.env;
  const repository = [GITHUB_WORKSPACE, CI_PROJECT_DIR, gitRoot].find(
    (path) => path !== undefined && path !== '',
  );
  if (repository === undefined) return '';
  const path = workspacePath(root, root, repository);
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}

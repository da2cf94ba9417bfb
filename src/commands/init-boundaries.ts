import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type LoadedWorkspace, loadWorkspace } from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { writeOutputs } from '../host/write-output.ts';
import { toolsInUse } from '../lint/tools-in-use.ts';
import { amountText } from '../report/number-text.ts';
import type { Palette } from '../report/palette.ts';
import { visibleText } from '../text/visible-text.ts';
import { draftBoundaries } from '../tools/draft/draft-boundaries.ts';
import { draftYaml } from '../tools/draft/draft-yaml.ts';
import type { DraftedTool } from '../tools/draft/drafted-tool.ts';
import type { ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { refuseUnsound } from './load-sound-workspace.ts';

/**
 * `policy init --boundaries`: a first boundaries document for the workspace of `folder`, written beside the others.
 * Nothing is overwritten. Throws `UserMistake` where there is none to draft.
 */
export async function initBoundaries(context: CommandContext, folder: string): Promise<ExitCode> {
  const loaded = await loadWorkspace(folder, context.config);
  refuseUnsound(loaded, context);
  const { workspace } = loaded.resolved;
  const used = toolsInUse(workspace).map(({ tool }) => tool.value);
  const drafted = draftBoundaries(loaded.reading.documents, workspace, used);
  refuseNothing(used, drafted);
  const file = draftFile(loaded);
  await writeOutputs([{ file, text: draftYaml(drafted) }], loaded.root);
  const after = await loadWorkspace(folder, context.config);
  if (!after.files.has(file))
    context.note(
      `${file} is not among the documents of this workspace: name it in \`include\` of its configuration`,
    );
  await context.report((_format, palette) => summary(file, drafted, palette));
  return 0;
}

function refuseNothing(used: readonly string[], drafted: readonly DraftedTool[]): void {
  if (used.length === 0) {
    throw new UserMistake('there is nothing to draft: no policy lets any tool pass', {
      help: 'write rules first; policy init FOLDER shows how',
    });
  }
  if (drafted.length === 0) {
    throw new UserMistake('there is nothing to draft: every tool in use has a boundary', {
      help: 'policy lint says what is missing in them',
    });
  }
  if (drafted.some(({ kind }) => kind !== 'left out')) return;
  throw new UserMistake(`nothing can be drafted for ${amountText(drafted.length, 'tool')}`, {
    details: drafted.map(leftOutLine).join('\n'),
    help: 'describe them in a tools document: policy tools import FILE --output tools.yaml',
  });
}

/** Beside the boundaries that there are, else beside the plans or the baseline, else at the root. */
function draftFile({ root, reading }: LoadedWorkspace): string {
  const beside = ['boundaries', 'plans', 'baseline'].flatMap((kind) =>
    reading.documents.filter((document) => document.kind === kind).map(({ file }) => posix.dirname(file)),
  );
  const folder = beside[0] ?? '.';
  const names = ['boundaries.yaml', 'boundaries.draft.yaml'].map((name) => posix.join(folder, name));
  const free = names.find((name) => !existsSync(join(root, name)));
  if (free !== undefined) return free;
  throw new UserMistake(`nothing was written, for ${names.join(' and ')} are there already`, {
    help: 'take over what the draft says, and remove it',
  });
}

function summary(file: string, drafted: readonly DraftedTool[], palette: Palette): string {
  const written = drafted.filter(({ kind }) => kind !== 'left out');
  const leftOut = drafted.filter(({ kind }) => kind === 'left out');
  const lines = [
    `${palette.good('wrote')}  ${visibleText(file)}: a draft for ${written.length} of ${amountText(drafted.length, 'tool')} in use without a boundary`,
    ...written.flatMap(toolLines),
    ...(leftOut.length === 0 ? [] : ['', palette.caution('left out'), ...leftOut.map(leftOutLine)]),
    '',
    'next',
    `  read ${visibleText(file)}: every line is a guess, and its comment says by what`,
    '  policy lint',
    '',
  ];
  return lines.join('\n');
}

function toolLines(drafted: DraftedTool): readonly string[] {
  if (drafted.kind !== 'bounded') return [`  ${visibleText(drafted.tool)}  none`];
  return drafted.entries.map(({ path, value, wants }) =>
    visibleText(`  ${drafted.tool}  ${path}  ${value}${wants === 'nothing' ? '' : '  (look at it)'}`),
  );
}

function leftOutLine({ tool, why }: DraftedTool): string {
  return visibleText(`  ${tool}  ${why}`);
}

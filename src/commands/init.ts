import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileProblem } from '../host/file-problem.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { writeOutputs } from '../host/write-output.ts';
import type { Palette } from '../report/palette.ts';
import { visibleText } from '../text/visible-text.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { initBoundaries } from './init-boundaries.ts';
import { schemaFolder, starterFiles, starterTranscript } from './starter/starter-files.ts';

/** `policy init`: a workspace that lints clean, with comments that teach. */
export const initCommand: CommandDefinition = {
  summary: 'a workspace that lints clean, with comments that teach',
  operands: [{ name: '[folder]', about: 'where to write it (default: here)' }],
  options: [
    { flags: '--boundaries', about: 'instead: draft boundaries for the tools that the policies there use' },
  ],
  formats: ['text'],
  example: `
policy init demo && cd demo
policy lint
policy simulate ${starterTranscript}
`,
  run: runInit,
};

async function runInit(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const [folder = '.'] = given.operands;
  const root = resolve(cwd, folder);
  if (given.flag('boundaries')) return initBoundaries(context, root);
  const documents = starterFiles();
  const files = [...documents, ...schemaFiles(documents.flatMap(({ schema }) => schema ?? []))];
  refuseExisting(root, files);
  makeFolders(root, files);
  await writeOutputs(
    files.map(({ path, text }) => ({ file: path, text })),
    root,
  );
  await context.report((_format, palette) => nextSteps(root === cwd ? '' : folder, documents, palette));
  return 0;
}

interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** The schemas that the documents name, and those that these refer to, as this version has them. */
function schemaFiles(names: readonly string[]): readonly WrittenFile[] {
  const found = new Map<string, WrittenFile>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8');
    found.set(file, { path: `${schemaFolder}/${file}`, text });
    for (const [, other = ''] of text.matchAll(/"\$ref":\s*"([a-z-]+\.schema\.json)/g)) add(other);
  };
  for (const name of names) add(`${name}.schema.json`);
  return [...found.values()];
}

function refuseExisting(root: string, files: readonly WrittenFile[]): void {
  const existing = files.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
  if (existing.length === 0) return;
  throw new UserMistake(`nothing was written, for init would overwrite ${existing.join(', ')}`, {
    help: 'name an empty folder: policy init FOLDER',
  });
}

function makeFolders(root: string, files: readonly WrittenFile[]): void {
  for (const folder of new Set(files.map(({ path }) => dirname(join(root, path))))) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw fileProblem(error, visibleText(folder));
    }
  }
}

function nextSteps(folder: string, files: readonly WrittenFile[], palette: Palette): string {
  const attack = `'{"path":"/data/tenant_acme/../tenant_globex/contracts.md"}'`;
  const program = process.env.npm_command === 'exec' ? 'npx policy' : 'policy';
  const steps = [
    ...(folder === '' ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : `'${folder}'`}`]),
    `${program} lint`,
    `${program} simulate ${starterTranscript}`,
    `${program} eval read_file --tenant tenant_acme --args ${attack} --trace`,
    `${program} show --tenant tenant_acme`,
  ];
  return [
    `${palette.good('wrote')}  ${files.length} files${folder === '' ? '' : ` in ${visibleText(folder)}`}`,
    ...files.map(({ path }) => `  ${path}`),
    `  ${schemaFolder}  ${palette.dim('so that your editor completes and checks them')}`,
    '',
    'next',
    ...steps.map((step) => `  ${visibleText(step)}`),
    '',
  ].join('\n');
}

import { documentLimit } from '../host/load-workspace.ts';
import { readInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { readDocument } from '../parse/read-document.ts';
import { serverProfiles } from '../profile/profiles.ts';
import type { ServerProfile } from '../profile/server-profile.ts';
import { jsonText } from '../report/json-text.ts';
import { amountText, countText } from '../report/number-text.ts';
import { suggest } from '../text/suggest.ts';
import { visibleText } from '../text/visible-text.ts';
import type { DescribedTool } from '../tools/describe-tool.ts';
import { importOutput } from '../tools/import-output.ts';
import { importTools } from '../tools/import-tools.ts';
import type { ListProblem } from '../tools/listed-tool.ts';
import { readToolList } from '../tools/read-tool-list.ts';
import { toolsYaml } from '../tools/tools-yaml.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';

const mostShown = 20;

/** `policy tools import`: a server's tool list becomes a tools document. */
export const toolsImportCommand: CommandDefinition = {
  summary: "a server's tool list → a tools document",
  operands: [{ name: '<file>', about: 'an answer to tools/list, or tool definitions; - for standard input' }],
  options: [
    {
      flags: '--profile <server>',
      about: 'take the tools for those of this server wherever they agree with it',
    },
  ],
  formats: ['yaml', 'json'],
  example: `
policy tools import tools-list.json --output tools.yaml

note  14 tools: 14 of the server filesystem
`,
  run: runImport,
};

async function runImport(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const [file = ''] = given.operands;
  const profile = namedProfile(given.text('profile'));
  const reading = readToolList(await readInput(file, cwd, { ...documentLimit, what: 'a tool list' }));
  if (!reading.ok) throw listMistake(file, reading.problems);
  const described = importTools(reading.tools, profile);
  if (profile !== undefined && !described.some(({ effect }) => isOf(effect, profile))) {
    throw new UserMistake(`no tool of ${file} agrees with the profile ${profile.server}`, {
      help: 'docs/tools.md lists the tools and arguments of each server',
    });
  }
  const text = toolsYaml(described);
  refuseUnreadable(file, text);
  await context.report((format) => (format === 'json' ? jsonText(importOutput(described)) : text));
  context.note(summary(described));
  return 0;
}

function namedProfile(name: string | undefined): ServerProfile | undefined {
  if (name === undefined) return undefined;
  const servers = serverProfiles.map(({ server }) => server);
  const found = serverProfiles.find(({ server }) => server === name);
  if (found !== undefined) return found;
  const near = suggest(name, servers);
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  throw new UserMistake(`there is no profile of the server ${name}${hint}`, {
    help: `one of ${servers.join(', ')}`,
  });
}

function isOf(effect: DescribedTool['effect'], { server }: ServerProfile): boolean {
  return effect?.from.kind === 'profile' && effect.from.server === server;
}

function listMistake(file: string, problems: readonly ListProblem[]): UserMistake {
  const shown = problems
    .slice(0, mostShown)
    .map(({ place, message, help }) =>
      [`${file}: ${place}`, `  ${message}`, `  ${help}`].map(visibleText).join('\n'),
    );
  const more = problems.length - shown.length;
  const rest = more > 0 ? [`... and ${countText(more)} more`] : [];
  return new UserMistake(`${amountText(problems.length, 'thing')} in ${file} cannot be imported`, {
    details: [...shown, ...rest].join('\n'),
    help: 'nothing was written; places are JSON Pointers into the list',
  });
}

/** What was written is read as a workspace would, so that no list gives a document that nobody can load. */
function refuseUnreadable(file: string, text: string): void {
  const [first] = readDocument('tools.yaml', text).diagnostics;
  if (first === undefined) return;
  throw new UserMistake(`${file} gives a tools document that cannot be read back: ${first.message}`, {
    help: `take out of the list what stands there: ${text.split('\n')[first.place.line - 1]?.trim().slice(0, 100) ?? ''}`,
  });
}

function summary(described: readonly DescribedTool[]): string {
  const servers = new Map<string, number>();
  let guessed = 0;
  let untold = 0;
  for (const { effect } of described) {
    if (effect === undefined) untold += 1;
    else if (effect.from.kind !== 'profile') guessed += 1;
    else servers.set(effect.from.server, (servers.get(effect.from.server) ?? 0) + 1);
  }
  const parts = [...servers].map(([server, count]) => `${count} of the server ${server}`);
  if (guessed > 0) parts.push(`${guessed} whose effect is guessed`);
  if (untold > 0) parts.push(`${untold} whose effect nothing tells`);
  return `${amountText(described.length, 'tool')}: ${parts.join(', ')}`;
}

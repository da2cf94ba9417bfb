import { effectWords } from '../../src/profile/effect-names.ts';
import { serverProfiles } from '../../src/profile/profiles.ts';
import type { ProfileArgument, ProfileBoundary, ServerProfile } from '../../src/profile/server-profile.ts';

/** What docs/tools.md says of profiles and effects, read off the program. */
export function profileTables(): readonly string[] {
  return [serverTable(), effectTable(), ...serverProfiles.map(toolTable)];
}

function serverTable(): string {
  return table(
    ['server', 'package', 'version', 'tools'],
    serverProfiles.map(({ server, registry, package: name, version, tools }) => [
      `[${server}](#${server})`,
      `\`${name}\` (${registry})`,
      version,
      String(tools.length),
    ]),
  );
}

function effectTable(): string {
  return table(
    ['effect', 'words'],
    effectWords.map(({ effect, words }) => [effect, words.map((word) => `\`${word}\``).join(', ')]),
  );
}

function toolTable({ server, tools }: ServerProfile): string {
  const rows = tools.map(({ name, effect, arguments: args, heldBy }) => [
    `\`${name}\``,
    effect,
    args.map(argumentText).join(', '),
    heldBy === undefined
      ? ''
      : `\`${heldBy.key}${heldBy.words === undefined ? '' : `: ${heldBy.words.join(' | ')}`}\``.replaceAll(
          '|',
          '\\|',
        ),
  ]);
  const isHeld = rows.some(([, , , held]) => held !== '');
  const heads = ['tool', 'effect', 'arguments', ...(isHeld ? ['kept apart by'] : [])];
  return `### ${server}\n\n${table(
    heads,
    rows.map((row) => row.slice(0, heads.length)),
  )}`;
}

function argumentText({ path, kind, boundary, absent }: ProfileArgument): string {
  const said = [
    ...(kind === 'text' ? [] : [kind]),
    ...(boundary === undefined ? [] : [boundaryText(boundary)]),
    ...(absent === undefined ? [] : [`absent: ${absent}`]),
  ];
  return `\`${path}\`${said.length === 0 ? '' : ` (${said.join('; ')})`}`;
}

function boundaryText(boundary: ProfileBoundary): string {
  switch (boundary.kind) {
    case 'path':
      return "in the tenant's folder";
    case 'own':
      return boundary.variable === undefined ? "the tenant's" : `the tenant's, \`vars.${boundary.variable}\``;
    case 'url':
      return 'a listed host';
    case 'sql':
      return `${boundary.statements.join(', ')} scoped to the tenant`;
    case 'filter':
      return 'holds the tenant';
    case 'open':
      return 'open';
    case 'shut':
      return 'better not given';
  }
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replace(/ +\|/g, ' |');
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

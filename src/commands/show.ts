import { UserMistake } from '../host/user-mistake.ts';
import { effectiveView } from '../report/effective-view.ts';
import { jsonText } from '../report/json-text.ts';
import { showText } from '../report/show-text.ts';
import { suggest } from '../text/suggest.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';

/** `policy show`: what holds for a tenant, each line with its origin. */
export const showCommand: CommandDefinition = {
  summary: "a tenant's effective policy, each line with its origin",
  options: [
    { flags: '--tenant <id>', about: 'the tenant' },
    { flags: '--tool <name>', about: 'only what concerns this tool' },
  ],
  formats: ['text', 'json'],
  example: `
policy show --tenant tenant_acme --tool access_file

rules, the first that decides
  files  access_file  closed_arguments         templates/standard.yaml:14 (standard)
    0: allow where                             templates/standard.yaml:18 (standard)
      arguments.path  path_within /data/tenant_acme/
`,
  run: runShow,
};

async function runShow(context: CommandContext): Promise<ExitCode> {
  const tenant = context.given.required('tenant');
  const tool = context.given.text('tool');
  const { resolved, reading } = await loadSoundWorkspace(context);
  const view = effectiveView(resolved.workspace, reading.documents, tenant, tool);
  if (view === undefined) throw unknownTenant(tenant, [...resolved.workspace.tenants.keys()]);
  await context.report((format, palette) => (format === 'json' ? jsonText(view) : showText(view, palette)));
  return 0;
}

function unknownTenant(tenant: string, known: readonly string[]): UserMistake {
  const near = suggest(tenant, known);
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  const help =
    known.length === 0
      ? 'the workspace has no tenant'
      : `tenants are ${known.slice(0, 10).join(', ')}${known.length > 10 ? ', ...' : ''}`;
  return new UserMistake(`there is no policy of the tenant ${tenant}${hint}`, { help });
}

import { relative, resolve, sep } from 'node:path';
import { expandFiles } from '../host/expand-files.ts';
import type { LoadedWorkspace } from '../host/load-workspace.ts';
import { standardInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { TranscriptSource } from '../model/workspace-config.ts';
import { type JsonPointer, parseJsonPointer } from '../simulate/json-pointer.ts';
import type { TenantSources } from '../simulate/tell-tenant.ts';
import type { CommandContext } from './command-context.ts';
import { loadTenantMap } from './read-tenant-map.ts';

/** A recording to replay. */
export interface RecordingFile {
  /** To be opened from `folder`. */
  readonly path: string;
  readonly folder: string;
  /** Relative to the workspace, as it is printed and as tenant maps see it. */
  readonly shown: string;
  readonly tenants: TenantSources;
}

/**
 * The recordings that a run replays: those named, else those of the configuration's `transcripts`. How tenants are told comes
 * from the options, and for what no option says from the configuration. Throws `UserMistake`.
 */
export async function findRecordings(
  context: CommandContext,
  workspace: LoadedWorkspace,
): Promise<readonly RecordingFile[]> {
  const { given, cwd } = context;
  const asked = await optionSources(context);
  if (given.operands.length > 0) {
    const files = await expandFiles(given.operands, cwd);
    return files.map((path) => recording(path, cwd, workspace.root, asked));
  }
  if (workspace.config.transcripts.length === 0) {
    throw new UserMistake('no transcript is named, and the configuration names none', {
      help: 'policy simulate FILES.. or `transcripts` in policy.config.yaml',
    });
  }
  return await configuredRecordings(workspace, asked);
}

/**
 * The recordings of the configuration's `transcripts`. What `asked` says of tenants counts before what the configuration
 * says. Throws `UserMistake`.
 */
export async function configuredRecordings(
  { config, root }: LoadedWorkspace,
  asked: TenantSources = {},
): Promise<readonly RecordingFile[]> {
  const found: RecordingFile[] = [];
  for (const source of config.transcripts) {
    const tenants = { ...(await configuredSources(source, root)), ...asked };
    for (const path of await expandFiles(source.files, root)) {
      found.push(recording(path, root, root, tenants));
    }
  }
  return found;
}

async function optionSources({ given, cwd }: CommandContext): Promise<TenantSources> {
  const tenant = given.text('tenant');
  const force = given.flag('force-tenant');
  if (force && tenant === undefined) throw new UserMistake('--force-tenant needs --tenant ID');
  return {
    ...(await tenantSources(tenant, given.text('tenant-map'), given.text('tenant-from'), cwd)),
    ...(force ? { force } : {}),
  };
}

async function configuredSources(source: TranscriptSource, root: string): Promise<TenantSources> {
  return await tenantSources(source.tenant, source.tenantMap, source.tenantFrom, root);
}

async function tenantSources(
  tenant: string | undefined,
  map: string | undefined,
  from: string | undefined,
  folder: string,
): Promise<TenantSources> {
  return {
    ...(tenant === undefined ? {} : { tenant: tenantId(tenant) }),
    ...(map === undefined ? {} : { map: await loadTenantMap(map, folder) }),
    ...(from === undefined ? {} : { from: pointerOf(from) }),
  };
}

function tenantId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text)) return text;
  throw new UserMistake(`'${text}' is no tenant id`, { help: 'letters, digits, _ and -, at most 64' });
}

function pointerOf(text: string): JsonPointer {
  const pointer = parseJsonPointer(text);
  if (pointer !== undefined) return pointer;
  throw new UserMistake(`--tenant-from '${text}' is no JSON Pointer`, {
    help: 'one looks like /metadata/tenant',
  });
}

function recording(path: string, folder: string, root: string, tenants: TenantSources): RecordingFile {
  const shown = path === standardInput ? path : relative(root, resolve(folder, path)).split(sep).join('/');
  return { path, folder, shown, tenants };
}

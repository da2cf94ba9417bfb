import { isToolGlob, matchesToolName } from '../../engine/tool-name.ts';
import type { PolicyDocument, VariableValue } from '../../model/documents.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import type { PostureControl } from '../../profile/server-profile.ts';
import { pathPrefixProblem } from '../../text/canonical-prefix.ts';
import { isObject, ownMember } from '../plain-object.ts';
import { tenantPrefix, tenantReference, type WrittenMatcher, writtenMatchers } from './written-matchers.ts';

/** A prefix with `${tenant.id}` in it, and where that form comes from. */
export interface HabitPrefix {
  readonly prefix: string;
  readonly from: 'its rules' | 'other rules' | 'posture' | 'habit';
}

/** How the tenants of a workspace name what is theirs. */
export interface TenantHabits {
  /** The folder, or the beginning of keys, that is a tenant's for this tool. */
  prefix(kind: 'path_within' | 'key_within', tool: string): HabitPrefix;
  /** What a rule for the tool says of an argument, by its path: the first that says something. */
  written(tool: string, path: string): WrittenMatcher['says'] | undefined;
  /** The type of a variable that every tenant gives, all of one type. */
  variable(name: string): 'text' | 'list' | undefined;
  /** Whether the posture of every tenant says that this keeps it apart. */
  declares(control: PostureControl): boolean;
}

/** Reads the policies once; a question is then linear in what the rules say of the tool. */
export function tenantHabits(
  documents: readonly PolicyDocument[],
  workspace: EffectiveWorkspace,
): TenantHabits {
  const tenants = [...workspace.tenants.values()];
  const written = writtenMatchers(documents);
  const about = byTool(written);
  const posture = posturePrefix(workspace);
  const prefix = (kind: 'path_within' | 'key_within', tool: string): HabitPrefix => {
    const own = commonest(about(tool), kind);
    if (own !== undefined) return { prefix: own, from: 'its rules' };
    if (kind === 'path_within' && posture !== undefined) return { prefix: posture, from: 'posture' };
    const other = commonest(written, kind);
    if (other !== undefined) return { prefix: other, from: 'other rules' };
    return {
      prefix: kind === 'path_within' ? `/data/${tenantReference}/` : `${tenantReference}:`,
      from: 'habit',
    };
  };
  return {
    prefix,
    written: (tool, path) => about(tool).find((each) => each.path === path)?.says,
    variable: (name) => {
      const types = new Set(tenants.map(({ bindings }) => variableType(bindings.vars.get(name))));
      const [only] = types;
      return types.size === 1 ? only : undefined;
    },
    declares: ({ key, words }) =>
      tenants.length > 0 &&
      tenants.every(({ isolation }) => {
        const value = atKey(isolation, key);
        return words === undefined
          ? value !== undefined && value !== null
          : typeof value === 'string' && words.includes(value);
      }),
  };
}

/** What is written for a tool by its exact name, and under the globs that it matches. */
function byTool(written: readonly WrittenMatcher[]): (tool: string) => readonly WrittenMatcher[] {
  const exact = new Map<string, WrittenMatcher[]>();
  const globs = written.filter(({ tools }) => tools.some(isToolGlob));
  for (const each of written) {
    for (const tool of each.tools) {
      const list = exact.get(tool);
      if (list === undefined) exact.set(tool, [each]);
      else list.push(each);
    }
  }
  return (tool) => [
    ...(exact.get(tool) ?? []),
    ...globs.filter(({ tools }) => tools.some((glob) => isToolGlob(glob) && matchesToolName(glob, tool))),
  ];
}

/** The folder that every tenant's posture declares, where that is of one form. */
function posturePrefix({ tenants }: EffectiveWorkspace): string | undefined {
  const prefixes = new Set(
    [...tenants.values()].map(({ isolation, tenantId }) => {
      const declared = atKey(isolation, 'storage.path_prefix');
      return typeof declared === 'string' ? tenantPrefix('path_within', declared, tenantId) : undefined;
    }),
  );
  const [only] = prefixes;
  const isOne = prefixes.size === 1 && only !== undefined;
  return isOne && pathPrefixProblem(only.replace(tenantReference, 'x')) === undefined ? only : undefined;
}

function commonest(
  written: readonly WrittenMatcher[],
  kind: 'path_within' | 'key_within',
): string | undefined {
  const count = new Map<string, number>();
  for (const { says } of written) {
    if (says.kind === kind) count.set(says.prefix, (count.get(says.prefix) ?? 0) + 1);
  }
  const [first] = [...count].toSorted(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
  return first?.[0];
}

function variableType(value: VariableValue | undefined): 'text' | 'list' | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'object' ? 'list' : 'text';
}

function atKey(posture: JsonObject | undefined, key: string): JsonValue | undefined {
  let at: JsonValue | undefined = posture;
  for (const step of key.split('.')) at = isObject(at) ? ownMember(at, step) : undefined;
  return at;
}

import type { Matcher } from '../../model/matcher.ts';
import type { PolicyDocument, VariableValue } from '../../model/documents.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Rule } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import type { PostureControl } from '../../profile/server-profile.ts';
import { keyPrefixProblem, pathPrefixProblem } from '../../text/canonical-prefix.ts';
import { isList, isObject, ownMember } from '../plain-object.ts';

/** A prefix with `${tenant.id}` in it, and where that form comes from. */
export interface HabitPrefix {
  readonly prefix: string;
  readonly from: 'rules' | 'posture' | 'habit';
}

/** How the tenants of a workspace name what is theirs. */
export interface TenantHabits {
  readonly pathPrefix: HabitPrefix;
  readonly keyPrefix: HabitPrefix;
  /** The type of a variable that every tenant gives, all of one type. */
  variable(name: string): 'text' | 'list' | undefined;
  /** Whether the posture of every tenant says that this keeps it apart. */
  declares(control: PostureControl): boolean;
}

/** Reads the policies once; linear in them. */
export function tenantHabits(
  documents: readonly PolicyDocument[],
  workspace: EffectiveWorkspace,
): TenantHabits {
  const tenants = [...workspace.tenants.values()];
  const written = documents.flatMap(writtenPrefixes);
  const postures = tenants.map(({ isolation, tenantId }) => {
    const prefix = atKey(isolation, 'storage.path_prefix');
    return typeof prefix === 'string' ? withTenant(prefix, tenantId) : undefined;
  });
  const [declared] = postures;
  const posture = postures.every((each) => each === declared) ? declared : undefined;
  return {
    pathPrefix: pathHabit(commonest(written, 'path_within', pathPrefixProblem), posture),
    keyPrefix: keyHabit(commonest(written, 'key_within', keyPrefixProblem)),
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

function pathHabit(written: string | undefined, posture: string | undefined): HabitPrefix {
  if (written !== undefined) return { prefix: written, from: 'rules' };
  return posture !== undefined && pathPrefixProblem(posture.replace(reference, 'x')) === undefined
    ? { prefix: posture, from: 'posture' }
    : { prefix: `/data/${reference}/`, from: 'habit' };
}

function keyHabit(written: string | undefined): HabitPrefix {
  return written === undefined
    ? { prefix: `${reference}:`, from: 'habit' }
    : { prefix: written, from: 'rules' };
}

const reference = '${tenant.id}';

interface Written {
  readonly kind: 'path_within' | 'key_within';
  readonly prefix: string;
}

/** The prefixes of typed matchers, and those that a regex begins with, that hold the tenant's id. */
function writtenPrefixes(document: PolicyDocument): readonly Written[] {
  if (document.kind !== 'tenant' && document.kind !== 'template') return [];
  const tenant = document.kind === 'tenant' ? document.tenantId.value : undefined;
  return document.rules.flatMap(passingMatchers).flatMap((matcher) => prefixesOf(matcher, tenant));
}

function passingMatchers({ conditions }: Rule): readonly Matcher[] {
  return conditions
    .filter(({ action }) => action.value !== 'deny')
    .flatMap(({ match }) => match.map(({ matcher }) => matcher));
}

function prefixesOf(matcher: Matcher, tenant: string | undefined): readonly Written[] {
  switch (matcher.kind) {
    case 'path_within':
    case 'key_within':
      return matcher.prefixes.flatMap((text) => written(matcher.kind, spelled(text), tenant));
    case 'regex': {
      const [, prefix] = /^\^(\/[\w$./{}-]*\/)/.exec(spelled(matcher.pattern) ?? '') ?? [];
      return written('path_within', prefix, tenant);
    }
    case 'any_of':
    case 'all_of':
      return matcher.matchers.flatMap((each) => prefixesOf(each, tenant));
    default:
      return [];
  }
}

function written(
  kind: Written['kind'],
  text: string | undefined,
  tenant: string | undefined,
): readonly Written[] {
  const prefix = text === undefined || tenant === undefined ? text : withTenant(text, tenant);
  return prefix?.includes(reference) === true ? [{ kind, prefix }] : [];
}

/** As written, where it holds no reference but to the tenant's id. */
function spelled(text: TemplateText): string | undefined {
  const parts = text.map((part) => {
    if (typeof part === 'string') return part.includes('${') ? undefined : part;
    return part.ref === 'tenant.id' ? reference : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** With the reference in place of the tenant's id where it is a whole word; undefined where it is nowhere. */
function withTenant(text: string, tenant: string): string | undefined {
  if (text.includes(reference)) return text;
  const parts = text.split(/([/:.])/);
  const index = parts.indexOf(tenant);
  return index === -1 ? undefined : parts.with(index, reference).join('');
}

function commonest(
  all: readonly Written[],
  kind: Written['kind'],
  problem: (prefix: string) => string | undefined,
): string | undefined {
  const count = new Map<string, number>();
  for (const each of all) {
    if (each.kind !== kind || problem(each.prefix.replace(reference, 'x')) !== undefined) continue;
    count.set(each.prefix, (count.get(each.prefix) ?? 0) + 1);
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
  for (const step of key.split('.')) at = isObject(at) && !isList(at) ? ownMember(at, step) : undefined;
  return at;
}

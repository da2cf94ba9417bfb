import type { ArgumentKind } from '../../profile/argument-names.ts';
import type { ProfileBoundary } from '../../profile/server-profile.ts';
import type { DraftedEntry } from './drafted-tool.ts';
import type { HabitPrefix, TenantHabits } from './tenant-habits.ts';

type Value = Pick<DraftedEntry, 'value' | 'why' | 'wants'>;

/** The boundary that a profile calls good, with what the tenants of the workspace call their own. */
export function profileValue(boundary: ProfileBoundary, tool: string, habits: TenantHabits): Value {
  switch (boundary.kind) {
    case 'path':
      return within('path_within', habits.prefix('path_within', tool));
    case 'own':
      return ownValue(boundary.variable, habits);
    case 'url':
      return urlValue(habits);
    case 'sql':
      return sqlValue(boundary.statements);
    case 'filter':
      return filterValue(`dialect: ${boundary.dialect}, `);
    case 'open':
      return { value: 'open', why: 'it leaves the tenant on purpose', wants: 'a look' };
    case 'shut':
      return {
        value: '{ exists: false }',
        why: 'better not given: nothing keeps it inside',
        wants: 'a look',
      };
  }
}

export interface AskedArgument {
  readonly tool: string;
  readonly argument: string;
  /** Whether the tool does more than read. */
  readonly writes: boolean;
}

/** The boundary of an argument of which only the kind is known; undefined for text. */
export function kindValue(
  kind: ArgumentKind,
  { tool, argument, writes }: AskedArgument,
  habits: TenantHabits,
): Value | undefined {
  switch (kind) {
    case 'path':
      return within('path_within', habits.prefix('path_within', tool));
    case 'url':
      return urlValue(habits);
    case 'email':
      return { value: 'open', why: 'an address leaves the tenant on purpose', wants: 'a look' };
    case 'sql':
      return sqlValue(writes ? ['select', 'insert', 'update', 'delete'] : ['select']);
    case 'filter':
      return filterValue('');
    case 'key':
      return namesWhole.test(argument)
        ? ownValue(undefined, habits)
        : within('key_within', habits.prefix('key_within', tool));
    case 'command':
      return {
        value: `{ command: { programs: [ls, cat], paths_within: ${quoted(habits.prefix('path_within', tool).prefix)} } }`,
        why: 'which programs is a guess',
        wants: 'a look',
      };
    case 'text':
      return undefined;
  }
}

/** A namespace is a tenant's as a whole; a key stands below the tenant's prefix. */
const namesWhole = /(?:^|[_-])(?:namespace|collection|collection_?name|index)$/i;

function within(matcher: 'path_within' | 'key_within', { prefix, from }: HabitPrefix): Value {
  const what = matcher === 'path_within' ? 'folder' : 'beginning';
  const why = {
    'its rules': `the ${what} as its rules write it`,
    'other rules': `the ${what} as rules of other tools write it`,
    posture: 'the folder as storage.path_prefix says it',
    habit: `which ${what} is the tenant's is a guess`,
  };
  return {
    value: `{ ${matcher}: ${quoted(prefix)} }`,
    why: why[from],
    wants: from === 'habit' || from === 'other rules' ? 'a look' : 'nothing',
  };
}

/** The tenant's id itself, as a rule demands it. */
export const tenantItself: Value = {
  value: "{ equals: '${tenant.id}' }",
  why: 'its rules demand the tenant itself',
  wants: 'nothing',
};

function ownValue(variable: string | undefined, habits: TenantHabits): Value {
  const type = variable === undefined ? undefined : habits.variable(variable);
  if (variable !== undefined && type !== undefined) {
    const matcher = type === 'list' ? 'one_of: [' : 'equals: ';
    const end = type === 'list' ? ']' : '';
    return {
      value: `{ ${matcher}'\${vars.${variable}}'${end} }`,
      why: `every tenant gives vars.${variable}`,
      wants: 'nothing',
    };
  }
  return {
    value: "{ equals: '${tenant.id}' }",
    why:
      variable === undefined
        ? "the tenant's id as its name there is a guess"
        : `the tenant's id as its name there is a guess; give each tenant vars.${variable} and write that`,
    wants: 'a look',
  };
}

function urlValue(habits: TenantHabits): Value {
  const type = habits.variable('allowed_hosts');
  if (type === 'list') {
    return {
      value: "{ url: { hosts: ['${vars.allowed_hosts}'] } }",
      why: 'every tenant gives vars.allowed_hosts',
      wants: 'nothing',
    };
  }
  return {
    value: 'open',
    why: 'a web page is nobody’s, but an internal host may be somebody’s: better { url: { hosts: [..] } }',
    wants: 'a look',
  };
}

function sqlValue(statements: readonly string[]): Value {
  return {
    value: `{ sql: { dialect: postgres, statements: [${statements.join(', ')}], scoped_by: { tenant_id: '\${tenant.id}' } } }`,
    why: 'PostgreSQL and the column tenant_id are guesses',
    wants: 'a look',
  };
}

function filterValue(dialect: string): Value {
  return {
    value: `{ filter: { ${dialect}must: { tenant_id: '\${tenant.id}' } } }`,
    why: 'the field tenant_id is a guess',
    wants: 'a look',
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

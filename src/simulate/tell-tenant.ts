import type { RecordedCall } from '../model/call.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { JsonPointer } from './json-pointer.ts';
import { indexTenantMap, readRecordOrHeader } from './tenant-index.ts';
import type { TenantMap } from './tenant-map.ts';

/** How the tenants of recorded calls are told: all that is given must agree. */
export interface TenantSources {
  /** For every call that nothing else gives a tenant. */
  readonly tenant?: string;
  /** `tenant` holds whatever the recording and the map say. */
  readonly force?: boolean;
  readonly map?: TenantMap;
  /** Where the tenant's id stands in the record, else in its session's header. */
  readonly from?: JsonPointer;
}

/** The context to decide a call in, whether or not anything told its tenant. */
type TenantTold =
  | { readonly kind: 'told'; readonly context: JsonObject }
  | { readonly kind: 'conflict'; readonly problem: string };

/** Tells the tenants of one recording's calls. */
export type TenantTeller = (call: RecordedCall, record: unknown, header: unknown) => TenantTold;

/** `file` is the recording's path as people see it; a map's globs are held against it. */
export function createTenantTeller(sources: TenantSources, file: string): TenantTeller {
  if (Object.keys(sources).length === 0) return asRecorded;
  const lookUp = sources.map === undefined ? undefined : indexTenantMap(sources.map, file);
  return (call, record, header) => {
    const { context } = call;
    const entry = lookUp?.({ session: call.session, user: own(context, 'user_id'), record, header });
    const pointed = sources.from === undefined ? undefined : readRecordOrHeader(sources.from, record, header);
    const said = tenantSaid(sources, context, [
      ['--tenant-from', pointed],
      ['the tenant map', entry?.tenant],
      ['--tenant', sources.tenant],
    ]);
    if (typeof said === 'object') return said;
    const filled = { tenant_id: said, user_id: entry?.user, plan: entry?.plan };
    return {
      kind: 'told',
      context: fillContext(context, filled, sources.force === true),
    };
  };
}

/** Where only the recording tells, its context is taken as it stands. */
function asRecorded({ context }: RecordedCall): TenantTold {
  return { kind: 'told', context };
}

type Saying = readonly [who: string, tenant: unknown];

/** The one tenant that all who say something name, or a conflict. Only text that is not empty says something. */
function tenantSaid(
  sources: TenantSources,
  context: JsonObject,
  others: readonly Saying[],
): string | undefined | Extract<TenantTold, { kind: 'conflict' }> {
  if (sources.force === true && sources.tenant !== undefined) return sources.tenant;
  let first: readonly [who: string, tenant: string] | undefined;
  for (const [who, tenant] of [['the recording', own(context, 'tenant_id')] as const, ...others]) {
    if (typeof tenant !== 'string' || tenant === '') continue;
    if (first === undefined) first = [who, tenant];
    else if (first[1] !== tenant) {
      const problem = `${first[0]} says tenant ${JSON.stringify(first[1])} and ${who} says ${JSON.stringify(tenant)}`;
      return { kind: 'conflict', problem };
    }
  }
  return first?.[1];
}

/** Puts in what the context lacks. A context that lacks nothing is returned as it is. */
function fillContext(
  context: JsonObject,
  filled: { readonly [key: string]: string | undefined },
  forceTenant: boolean,
): JsonObject {
  let result = context;
  for (const [key, value] of Object.entries(filled)) {
    if (value === undefined) continue;
    const known = own(context, key);
    const isMissing = known === undefined || known === null || known === '';
    if (isMissing || (forceTenant && key === 'tenant_id' && known !== value))
      result = { ...result, [key]: value };
  }
  return result;
}

function own(context: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(context, key) ? context[key] : undefined;
}

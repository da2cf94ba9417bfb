import type { JsonObject } from '../model/json.ts';

/** The tenant that a context names; undefined where it is no text, or empty. */
export function tenantOf(context: JsonObject): string | undefined {
  const id = Object.hasOwn(context, 'tenant_id') ? context.tenant_id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

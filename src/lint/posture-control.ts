import { isJsonObject, memberOf, membersOf } from '../analysis/tool-schema/json-parts.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';

/** What a tenant's posture says of a control: it holds, it is said not to, or nothing is said. */
export type ControlState = 'declared' | 'denied' | 'undeclared';

/** The controls of a posture that something may be left to, as `delegated` names them. */
export const postureControls: readonly string[] = [
  'architecture',
  'storage.model',
  'storage.row_level_security',
  'storage.schema',
  'storage.kms_key',
  'storage.path_prefix',
  'vectors.mode',
  'vectors.name',
  'retrieval.graph',
  'compute.runtime',
  'egress.default',
  'egress.allow',
  'identity.kind',
  'identity.claims',
  'telemetry.pipeline',
  'telemetry.redaction',
  'caches.semantic',
  'caches.prefix',
  'caches.memory',
  'caches.tool_results',
];

/** Words that say that tenants are not kept apart there. */
const weakWords: ReadonlySet<JsonValue> = new Set([
  false,
  'none',
  'shared',
  'unscoped',
  'allow',
  'pool',
  'filter',
]);

/** `control` is a key of the posture with dots, `storage.row_level_security`. */
export function controlState(posture: JsonObject | undefined, control: string): ControlState {
  let at: JsonValue | undefined = posture;
  for (const key of control.replace(/^isolation\./, '').split('.')) at = memberOf(at, key);
  if (at === undefined || at === null) return 'undeclared';
  return holds(at) ? 'declared' : 'denied';
}

/** A part of the posture holds if something in it does. */
function holds(value: JsonValue): boolean {
  if (isJsonObject(value)) return membersOf(value).some(([, member]) => holds(member));
  if (Array.isArray(value)) return value.length > 0;
  return !weakWords.has(value);
}

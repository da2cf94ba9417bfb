import { InexactNumber, UnjudgeableArguments } from '../../src/model/json.ts';
import type { PlainConfig } from './plain-documents.ts';
import { isObject, ownProperty } from './read-path.ts';

/** A call as it comes; whatever stands in it. `time` in milliseconds. */
export interface PlainCall {
  readonly tool: unknown;
  readonly arguments: unknown;
  readonly context: unknown;
  readonly time: number;
}

/** A call whose envelope is complete. */
export interface Enveloped {
  readonly tool: string;
  readonly arguments: object;
  readonly context: object;
  readonly tenantId: string;
}

/**
 * Step 1: "The tool is a non-empty string, the arguments are an object, the context has every required key
 * (`tenant_id`, a string; more by configuration), neither null nor empty." Undefined where something is missing.
 */
export function envelopeOf(call: PlainCall, config: PlainConfig): Enveloped | undefined {
  const { tool, context } = call;
  if (typeof tool !== 'string' || tool === '') return undefined;
  if (!isObject(call.arguments) || !isObject(context)) return undefined;
  const required = ['tenant_id', ...(config.envelope?.required ?? [])];
  if (required.some((key) => isEmpty(ownProperty(context, key)))) return undefined;
  const tenantId = ownProperty(context, 'tenant_id');
  return typeof tenantId === 'string' ? { tool, arguments: call.arguments, context, tenantId } : undefined;
}

/** "A required context key is empty if it is `""`, `[]` or `{}`." */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** "Arguments whose text could not be read strictly" are not to be judged. */
export function areUnjudgeable(callArguments: object): boolean {
  return callArguments instanceof UnjudgeableArguments;
}

/** "Past 1 MiB (UTF-8 bytes of their JSON text without white space) or deeper than 64 levels". */
export function areTooLarge(callArguments: object): boolean {
  return levelsOf(callArguments) > 64 || Buffer.byteLength(jsonText(callArguments), 'utf8') > 1_048_576;
}

/** "The arguments object is level 1." */
function levelsOf(value: unknown): number {
  if (Array.isArray(value)) return 1 + Math.max(0, ...value.map(levelsOf));
  if (!isObject(value)) return 0;
  return 1 + Math.max(0, ...Object.keys(value).map((key) => levelsOf(ownProperty(value, key))));
}

function jsonText(value: unknown): string {
  if (value instanceof InexactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map(
    (key) => `${JSON.stringify(key)}:${jsonText(ownProperty(value, key))}`,
  );
  return `{${members.join(',')}}`;
}

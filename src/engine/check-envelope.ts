import { UnjudgeableArguments } from '../model/json.ts';
import { isPlainObject, ownProperty } from './plain-data.ts';
import type { Verdict } from './verdict.ts';

/** A call that is whole: step 1 passed. */
export interface CheckedCall {
  readonly tool: string;
  readonly tenantId: string;
  readonly arguments: { readonly [key: string]: unknown } | UnjudgeableArguments;
  readonly context: { readonly [key: string]: unknown };
}

export type EnvelopeOutcome =
  | { readonly ok: true; readonly call: CheckedCall }
  | { readonly ok: false; readonly verdict: Verdict };

/** Step 1: a tool, arguments and every required key of the context. Names what is missing. */
export function checkEnvelope(call: unknown, required: readonly string[]): EnvelopeOutcome {
  if (!isPlainObject(call)) return incomplete(['the call']);
  const direct = hasOnlyOwn(call);
  const tool = direct ? call.tool : ownProperty(call, 'tool');
  const args = direct ? call.arguments : ownProperty(call, 'arguments');
  const context = direct ? call.context : ownProperty(call, 'context');
  const tenantId = !isPlainObject(context)
    ? undefined
    : hasOnlyOwn(context)
      ? context.tenant_id
      : ownProperty(context, 'tenant_id');
  const argumentsFit = args instanceof UnjudgeableArguments || isPlainObject(args);
  const named = typeof tool === 'string' && tool !== '' && typeof tenantId === 'string' && tenantId !== '';
  if (named && argumentsFit && isPlainObject(context) && hasAll(context, required)) {
    return { ok: true, call: { tool, tenantId, arguments: args, context } };
  }
  const missing: string[] = [];
  if (typeof tool !== 'string' || tool === '') missing.push('tool');
  if (!argumentsFit) missing.push('arguments');
  if (!isPlainObject(context)) return incomplete([...missing, 'context']);
  if (typeof tenantId !== 'string' || tenantId === '') missing.push('context.tenant_id');
  for (const key of required) {
    if (key !== 'tenant_id' && isEmpty(ownProperty(context, key))) missing.push(`context.${key}`);
  }
  return incomplete(missing);
}

// Reading a key of known name costs a tenth of asking first whether it is the object's own. That is only sound where
// nobody gave every object such keys.
function hasOnlyOwn(value: object): boolean {
  return (
    Object.getPrototypeOf(value) === Object.prototype &&
    !('tool' in Object.prototype) &&
    !('arguments' in Object.prototype) &&
    !('context' in Object.prototype) &&
    !('tenant_id' in Object.prototype)
  );
}

function hasAll(context: { readonly [key: string]: unknown }, required: readonly string[]): boolean {
  for (const key of required) {
    if (key !== 'tenant_id' && isEmpty(ownProperty(context, key))) return false;
  }
  return true;
}

function incomplete(missing: readonly string[]): EnvelopeOutcome {
  const detail = `${missing.join(', ')} missing or not of the right type`;
  return { ok: false, verdict: { action: 'deny', code: 'envelope_incomplete', detail } };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isPlainObject(value) && Object.keys(value).length === 0;
}

// A generated fleet: tenants from a template and tenants with rules of their own, as YAML files.
import { tenantPolicy } from './workspace.mjs';

export function fleetFiles(tenants) {
  const files = new Map();
  files.set('policy.config.yaml', '{}\n');
  files.set('plans.yaml', 'plans:\n  pro: { rate_limits: { total_tool_calls: 5000/hour } }\n');
  for (let at = 0; at < tenants; at++)
    files.set(`tenants/${at}.yaml`, `plan: pro${tenantPolicy(`tenant_${at}`)}`);
  return files;
}

/** Recorded calls of a tenant as JSONL in the toolkit's own form. */
export function recording(calls, lines) {
  const start = Date.parse('2026-01-05T09:00:00Z');
  return Array.from({ length: lines }, (_, at) => {
    const time = new Date(start + at * 1000).toISOString();
    return `${JSON.stringify({ ...calls[at % calls.length], time, id: `call_${at}` })}\n`;
  }).join('');
}

import type { JsonObject, JsonValue } from '../model/json.ts';
import type { CallCounts, ReplaySummary, SourceSummary, TenantCounts } from '../simulate/replay-summary.ts';
import { jsonText } from './json-text.ts';

/** The result of a replay as `simulate --format json` prints it (`schemas/simulate-output.schema.json`). */
export function simulateJson(summary: ReplaySummary, revision: string | undefined): string {
  const output: JsonObject = {
    schemaVersion: 1,
    ...(summary.partial ? { partial: true } : {}),
    bundle: { revision: revision ?? null },
    sources: summary.sources.map(sourceJson),
    totals: countsJson(summary.totals),
    codes: sorted(summary.codes, (count) => count),
    tenants: sorted(summary.tenants, tenantJson),
    notEvaluable: sorted(summary.notEvaluable, (count) => count),
  };
  return jsonText(output);
}

function sourceJson({ malformed, ...source }: SourceSummary): JsonObject {
  return {
    ...source,
    malformed: malformed.map(({ line, why }) => (line === undefined ? { why } : { line, why })),
  };
}

function tenantJson(counts: TenantCounts): JsonValue {
  return { ...countsJson(counts), tools: sorted(counts.tools, countsJson) };
}

function countsJson({ calls, allow, deny, require_approval }: CallCounts): JsonObject {
  return { calls, allow, deny, require_approval };
}

/** By name, in code unit order. `fromEntries` makes own properties even of names such as `__proto__`. */
function sorted<T>(map: ReadonlyMap<string, T>, render: (value: T) => JsonValue): JsonObject {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, render(value)]));
}

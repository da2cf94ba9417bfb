import type { BoundaryEntry } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import type { BundlePositions, EntryLines } from './bundle-data.ts';
import { createInternTable } from './intern-table.ts';

/** The file and line of all that a decision can point at. `policies` in the order in which tenants are written. */
export function encodePositions(
  workspace: EffectiveWorkspace,
  policies: readonly EffectivePolicy[],
): BundlePositions {
  const files = fileTable(workspace, policies);
  const at = ({ file, line }: Place): [number, number] => [files.indexOf(file), line];

  const rules = createInternTable<readonly number[]>();
  const known = new Map<EffectiveRule['rule'], number>();
  for (const { rule } of [...workspace.baseline, ...policies.flatMap((policy) => policy.rules)]) {
    if (known.has(rule)) continue;
    known.set(rule, rules.add([...at(rule.place), ...rule.conditions.map(({ place }) => place.line)]));
  }
  const sorted = rules.sorted();
  const positionOf = ({ rule }: EffectiveRule): number => sorted.indexOf(known.get(rule) ?? 0);

  const sets = createInternTable<readonly number[]>();
  const setOf = policies.map(({ rules: list }) => sets.add(list.map(positionOf)));
  const sortedSets = sets.sorted();
  return {
    files: files.names,
    rules: sorted.values,
    baseline: workspace.baseline.map(positionOf),
    rule_sets: sortedSets.values,
    tenants: Object.fromEntries(
      policies.map(({ tenantId, place }, index) => [
        tenantId,
        [sortedSets.indexOf(setOf[index] ?? 0), ...at(place)],
      ]),
    ),
    ...(workspace.plans !== undefined && {
      plans: Object.fromEntries([...workspace.plans].map(([name, { place }]) => [name, at(place)])),
    }),
    boundaries: workspace.boundaries.map(({ file, tools }) => ({
      file: files.indexOf(file),
      lines: tools.map(({ entries }) => entries.map(entryLines)),
    })),
  };
}

function entryLines(entry: BoundaryEntry): EntryLines {
  const { line } = entry.place;
  if (entry.kind !== 'matcher' || entry.matcher.place.line === line) return [line];
  return [line, entry.matcher.place.line];
}

interface FileTable {
  readonly names: readonly string[];
  indexOf(file: string): number;
}

function fileTable(workspace: EffectiveWorkspace, policies: readonly EffectivePolicy[]): FileTable {
  const seen = new Set<string>();
  for (const { file } of workspace.boundaries) seen.add(file);
  for (const { place } of workspace.plans?.values() ?? []) seen.add(place.file);
  for (const { rule } of workspace.baseline) seen.add(rule.place.file);
  for (const { place, rules } of policies) {
    seen.add(place.file);
    for (const { rule } of rules) seen.add(rule.place.file);
  }
  const names = [...seen].sort();
  const indices = new Map(names.map((name, index) => [name, index]));
  return { names, indexOf: (file) => indices.get(file) ?? 0 };
}

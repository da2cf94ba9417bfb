import { documentLimit } from '../host/load-workspace.ts';
import { readInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { LocatedNode } from '../parse/located-node.ts';
import { createProblems } from '../parse/problems.ts';
import { readYaml } from '../parse/read-yaml.ts';
import { readTenantMap, type TenantMap } from '../simulate/tenant-map.ts';
import { createSourceText, placeOf } from '../text/source-text.ts';

/** The tenant map of a YAML or JSON file, relative to `cwd`. Throws `UserMistake` with the place of what is wrong. */
export async function loadTenantMap(file: string, cwd: string): Promise<TenantMap> {
  const text = await readInput(file, cwd, { ...documentLimit, what: 'a tenant map' });
  const source = createSourceText(file, text);
  const problems = createProblems(source);
  const yaml = readYaml(problems, () => false);
  const [broken] = problems.list;
  if (broken !== undefined) throw mistakeAt(broken.place, broken.message, broken.help);
  const root = yaml?.root;
  if (root === undefined || yaml?.roots.length !== 1)
    throw new UserMistake(`${file} is no tenant map: it holds not one document`);
  const reading = readTenantMap(root.json);
  if (reading.ok) return reading.map;
  const [first] = reading.problems;
  const node = nodeAt(root, first?.at ?? []);
  throw mistakeAt(
    placeOf(source, node.start, node.end),
    first?.message ?? 'it cannot be read',
    moreText(reading.problems.length),
  );
}

function mistakeAt(place: Place, message: string, help: Diagnostic['help']): UserMistake {
  const text = `${place.file}:${place.line}:${place.column} ${message}`;
  return new UserMistake(text, help === undefined ? {} : { help });
}

function moreText(problems: number): string {
  const more = problems > 1 ? `; ${problems - 1} more in this file` : '';
  return `its form is in schemas/tenant-map.schema.json and docs/commands/simulate.md${more}`;
}

/** The node that keys and indexes lead to, or the last one on the way. */
function nodeAt(root: LocatedNode, path: readonly (string | number)[]): LocatedNode {
  let node = root;
  for (const step of path) {
    const next = typeof step === 'number' ? itemAt(node, step) : entryAt(node, step);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function itemAt(node: LocatedNode, index: number): LocatedNode | undefined {
  return node.kind === 'list' ? node.items[index] : undefined;
}

function entryAt(node: LocatedNode, key: string): LocatedNode | undefined {
  return node.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

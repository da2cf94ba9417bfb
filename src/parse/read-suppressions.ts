import type { Reading } from '../model/diagnostic.ts';
import type { PlacedSuppression } from '../model/suppression.ts';
import type { SourceText } from '../text/source-text.ts';
import { checkStructure } from './check-structure.ts';
import { asItems, asMap, field, numberField, textField } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import { createProblems, type Problems } from './problems.ts';
import { readYaml } from './read-yaml.ts';

/** Reads `policy.suppressions.json`. The value is undefined where anything is wrong: then nothing is hidden. */
export function readSuppressions(source: SourceText): Reading<readonly PlacedSuppression[]> {
  const problems = createProblems(source);
  // JSON is YAML, and of YAML places are known.
  const yaml = readYaml(problems, () => false);
  const root = yaml?.sound === true ? yaml.root : undefined;
  if (root === undefined && problems.list.length === 0) invalid(problems, { start: 0, end: 0 });
  if (root !== undefined && root.kind !== 'map') invalid(problems, root);
  const value = root?.kind === 'map' ? readRoot(problems, root) : undefined;
  problems.settle();
  return { value: problems.list.length === 0 ? value : undefined, diagnostics: problems.list };
}

function invalid(problems: Problems, span: { readonly start: number; readonly end: number }): void {
  problems.add('schema/invalid', span, {
    message: 'the suppressions must be a mapping with `schemaVersion` and `suppressions`',
    label: 'no mapping',
  });
}

function readRoot(problems: Problems, root: MapNode): readonly PlacedSuppression[] {
  checkStructure(problems, 'suppressions', root);
  const list = field(root, 'suppressions');
  if (list === undefined) return [];
  return asItems(problems, list).flatMap((item) => readEntry(problems, item));
}

function readEntry(problems: Problems, item: LocatedNode): readonly PlacedSuppression[] {
  const map = asMap(problems, item);
  if (map === undefined) return [];
  const text = <Key extends string>(key: Key): { readonly [K in Key]?: string } => {
    const value = textField(problems, map, key)?.value;
    const held: { [K in Key]?: string } = {};
    if (value !== undefined) held[key] = value;
    return held;
  };
  const code = field(map, 'code');
  return [
    {
      code: textField(problems, map, 'code')?.value ?? '',
      ...text('file'),
      ...text('tenant'),
      ...text('rule'),
      ...text('tool'),
      ...text('matcher'),
      count: numberField(problems, map, 'count') ?? 1,
      ...text('reason'),
      ...text('until'),
      place: problems.place(code ?? item),
    },
  ];
}

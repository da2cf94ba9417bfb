import { isToolGlob } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Rule } from '../model/rule.ts';

/**
 * The tools that rules and boundaries name exactly, with the top-level arguments that they ask of each. What stands under
 * a glob counts for no tool.
 */
export function namedArguments(
  documents: readonly PolicyDocument[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (tool: string, paths: readonly ArgumentPath[]): void => {
    if (isToolGlob(tool)) return;
    const names = found.get(tool) ?? new Set();
    found.set(tool, names);
    for (const path of paths) {
      const [first] = path.segments;
      if (path.root === 'arguments' && first?.kind === 'key') names.add(first.key);
    }
  };
  for (const document of documents) {
    for (const rule of rulesOf(document)) {
      const paths = rule.conditions.flatMap(({ match }) => match.map(({ path }) => path));
      for (const { value } of rule.tools) add(value, paths);
    }
    if (document.kind !== 'boundaries') continue;
    for (const { tool, entries } of document.tools)
      add(
        tool.value,
        entries.map(({ path }) => path),
      );
  }
  return found;
}

function rulesOf(document: PolicyDocument): readonly Rule[] {
  switch (document.kind) {
    case 'tenant':
    case 'template':
    case 'baseline':
      return document.rules;
    default:
      return [];
  }
}

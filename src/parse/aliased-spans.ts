import { type ParsedNode, visit } from 'yaml';
import { composeYaml } from './compose-yaml.ts';
import type { Span } from './located-node.ts';

/**
 * Where the nodes of a YAML text stand whose anchor some alias names: what is changed there changes somewhere else too.
 * Undefined for text that is not sound YAML.
 */
export function aliasedSpans(text: string): readonly Span[] | undefined {
  if (!text.includes('&') || !text.includes('*')) return [];
  const { documents, problems } = composeYaml(text);
  if (problems.length > 0) return undefined;
  return documents.flatMap(({ contents }) => (contents === null ? [] : spansIn(contents)));
}

function spansIn(root: ParsedNode): readonly Span[] {
  const named = new Set<string>();
  const anchored: { readonly anchor: string; readonly span: Span }[] = [];
  visit(root, {
    Alias: (_key, { source }) => {
      named.add(source);
    },
    Value: (_key, { anchor, range }) => {
      if (anchor === undefined || range === undefined || range === null) return;
      anchored.push({ anchor, span: { start: range[0], end: range[1] } });
    },
  });
  return anchored.filter(({ anchor }) => named.has(anchor)).map(({ span }) => span);
}

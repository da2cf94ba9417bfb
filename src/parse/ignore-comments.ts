import type { Place } from '../model/place.ts';
import { placeOf, type SourceText } from '../text/source-text.ts';
import type { LocatedNode, Span } from './located-node.ts';

/** `# policy-ignore code until 2027-01-31 -- reason`: what it hides is on the line below such comments. */
export interface IgnoreComment {
  readonly code: string;
  /** A date as written, `2027-01-31`. */
  readonly until?: string;
  readonly reason?: string;
  /** The comment. */
  readonly place: Place;
}

/** The ignore comments of a text whose YAML is `root`; what looks like one inside a text is none. */
export function readIgnoreComments(source: SourceText, root: LocatedNode): readonly IgnoreComment[] {
  if (!source.text.includes('policy-ignore')) return [];
  const texts = scalarSpans(root);
  const comments: IgnoreComment[] = [];
  for (const match of source.text.matchAll(/(?<=^|[ \t])#[ \t]*policy-ignore\b([^\r\n]*)/gm)) {
    if (isWithin(texts, match.index)) continue;
    const place = placeOf(source, match.index, match.index + match[0].trimEnd().length);
    comments.push({ ...parseIgnore(match[1] ?? ''), place });
  }
  return comments;
}

function parseIgnore(text: string): { code: string; until?: string; reason?: string } {
  const dash = text.search(/(?:^|\s)--(?:\s|$)/);
  const reason =
    dash === -1
      ? ''
      : text
          .slice(dash)
          .replace(/^\s*--/, '')
          .trim();
  const words = (dash === -1 ? text : text.slice(0, dash)).trim().split(/\s+/);
  const [code = '', keyword, until] = words;
  return {
    code: words.length > 3 || (keyword !== undefined && keyword !== 'until') ? words.join(' ') : code,
    ...(keyword === 'until' && until !== undefined ? { until } : {}),
    ...(reason === '' ? {} : { reason }),
  };
}

function scalarSpans(root: LocatedNode): readonly Span[] {
  const spans: Span[] = [];
  const visited = new Set<LocatedNode>();
  const visit = (node: LocatedNode): void => {
    if (visited.has(node)) return;
    visited.add(node);
    if (node.kind === 'scalar') spans.push(node);
    else if (node.kind === 'list') node.items.forEach(visit);
    else for (const entry of node.entries.values()) visit(entry.value);
  };
  visit(root);
  return spans.sort((a, b) => a.start - b.start);
}

function isWithin(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && offset < span.end;
}

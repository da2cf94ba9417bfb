import type { Place } from '../model/place.ts';
import type { PathMatch } from '../model/rule.ts';
import type { Entry, LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readMatcher } from './read-matcher.ts';
import { readPath } from './read-path.ts';

/** The paths of a `match` with their matchers, as rules have them; none where there is no mapping. */
export function readMatch(problems: Problems, node: LocatedNode | undefined): PathMatch[] {
  if (node?.kind !== 'map') return [];
  const matches: PathMatch[] = [];
  const seen = new Map<string, Place>();
  for (const entry of node.entries.values()) {
    const match = readPathMatch(problems, entry);
    if (match === undefined) continue;
    const earlier = seen.get(match.path.text);
    if (earlier !== undefined) {
      problems.add('yaml/duplicate-key', entry.keyNode, {
        message: `\`${match.path.text}\` stands twice in one \`match\``,
        label: `also in line ${earlier.line}`,
        help: 'put both matchers in one `all_of`',
      });
    }
    seen.set(match.path.text, match.place);
    matches.push(match);
  }
  return matches;
}

function readPathMatch(problems: Problems, entry: Entry): PathMatch | undefined {
  const path = readPath(problems, entry.keyNode, 'rule');
  const matcher = readMatcher({ problems, scope: 'rule', underNot: false }, entry.value);
  return path === undefined || matcher === undefined
    ? undefined
    : { path, matcher, place: problems.place(entry.keyNode) };
}

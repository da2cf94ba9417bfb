import type { Place } from '../model/place.ts';
import type { LocatedNode } from '../parse/located-node.ts';
import { createProblems } from '../parse/problems.ts';
import { readYaml } from '../parse/read-yaml.ts';
import type { SourceText } from '../text/source-text.ts';

/**
 * Finds where a document writes the last of some keys, each in the mapping at the one before; undefined where they are
 * not there. For documents that are kept as data without places: it reads the text anew, so that it is to be made only
 * where there is something to say.
 */
export function documentPlaces(source: SourceText): (keys: readonly string[]) => Place | undefined {
  const problems = createProblems(source);
  const root = readYaml(problems, () => false)?.root;
  return (keys) => {
    let node: LocatedNode | undefined = root;
    let place: Place | undefined;
    for (const key of keys) {
      const entry = node?.kind === 'map' ? node.entries.get(key) : undefined;
      if (entry === undefined) return undefined;
      place = problems.place(entry.keyNode);
      node = entry.value;
    }
    return place;
  };
}

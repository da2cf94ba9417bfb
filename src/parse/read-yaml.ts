import { checkText } from './check-text.ts';
import { type ComposedYaml, composeYaml } from './compose-yaml.ts';
import { type ListsWord, locate } from './locate.ts';
import type { LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { reportYamlProblems } from './yaml-problems.ts';

/** The YAML documents of a file. */
export interface YamlReading {
  /** The first document; an empty scalar where there is none. */
  readonly root: LocatedNode;
  readonly roots: readonly LocatedNode[];
  /** False where the structure is not to be trusted, so that reading on would only confuse. */
  readonly sound: boolean;
}

/** Reads YAML text and reports what is wrong with it as YAML. Undefined where there is nothing to look at. */
export function readYaml(problems: Problems, listsWord: ListsWord): YamlReading | undefined {
  if (!checkText(problems)) return undefined;
  const composed = composeSafely(problems.source.text);
  const roots: LocatedNode[] = [];
  let brokenFrom = Infinity;
  for (const document of composed.documents) {
    const located = locate(problems, document.contents, listsWord);
    brokenFrom = Math.min(brokenFrom, located.brokenFrom);
    roots.push(located.root);
  }
  const sound = reportYamlProblems(problems, composed.problems, brokenFrom);
  const [root = { kind: 'scalar', value: null, style: 'plain', start: 0, end: 0, json: null, size: 1 }] =
    roots;
  return { root, roots, sound };
}

// The library is not ours: whatever text it stumbles over must not take the program with it.
function composeSafely(text: string): ComposedYaml {
  try {
    return composeYaml(text);
  } catch {
    const message = 'the text is beyond what the YAML reader can take';
    return { documents: [], problems: [{ code: 'RESOURCE_EXHAUSTION', message, start: 0, end: 0 }] };
  }
}

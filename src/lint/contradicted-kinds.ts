import { describedTools } from '../analysis/tool-schema/described-tools.ts';
import { readSchemaPath } from '../analysis/tool-schema/schema-path.ts';
import type { PolicyDocument } from '../model/documents.ts';
import { suggest } from '../text/suggest.ts';
import { documentPlaces } from './document-places.ts';
import { renameFix } from './rename-fix.ts';
import type { LintContext, Report } from './rule.ts';

/** Arguments of which a tools document says what they hold, and which the tool's own schema does not have. */
export function* contradictedKinds({ documents, sources }: LintContext): Generator<Report> {
  for (const document of documents) {
    const found = contradictions(document);
    const source = sources.get(document.file);
    if (found.length === 0 || source === undefined) continue;
    const placeOf = documentPlaces(source);
    for (const { tool, name, known } of found) {
      const place = placeOf(['tools', tool, 'arguments', name]);
      const meant = suggest(name, known);
      const fix =
        meant === undefined || place === undefined ? undefined : renameFix(sources, place, name, meant);
      yield {
        message: `the schema of ${tool} has no argument ${name}, of which its list says what it holds`,
        label: meant === undefined ? 'not in the schema' : `did you mean ${meant}?`,
        help: meant === undefined ? 'name an argument of the schema, or add it there' : `write ${meant}`,
        place: place ?? document.place,
        tool,
        ...(fix === undefined ? {} : { fix }),
      };
    }
  }
}

interface Contradiction {
  readonly tool: string;
  readonly name: string;
  readonly known: readonly string[];
}

function contradictions(document: PolicyDocument): readonly Contradiction[] {
  return (describedTools([document])?.all ?? []).flatMap(({ name: tool, arguments: kinds, input }) => {
    if (input === undefined) return [];
    return [...kinds.keys()].flatMap((name) => {
      const read = readSchemaPath(input, [{ kind: 'key', key: name }]);
      return read.kind === 'missing' ? [{ tool, name, known: read.known.slice(0, mostSuggested) }] : [];
    });
  });
}

const mostSuggested = 200;

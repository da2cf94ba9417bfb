import type { PolicyDocument } from '../../model/documents.ts';
import { InexactNumber, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { DraftWorkspaceChange } from './workspace-change.ts';

/** Tools that came, went or are described otherwise: rules of the linter are held against what tools do and take. */
export function toolDocumentChanges(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): readonly DraftWorkspaceChange[] {
  const [from, to] = [describedTools(before), describedTools(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .sort()
    .flatMap((tool): readonly DraftWorkspaceChange[] => {
      const [was, is] = [from.get(tool), to.get(tool)];
      if (was?.content === is?.content) return [];
      const [had, has] = [was?.effect, is?.effect];
      return [
        {
          kind: 'tools',
          name: tool,
          from: was === undefined ? null : (had ?? 'described'),
          to:
            is === undefined ? null : has === had ? `${has ?? 'described'}, otherwise` : (has ?? 'described'),
          effect: 'changed',
          where: { from: was?.place ?? null, to: is?.place ?? null },
        },
      ];
    });
}

interface DescribedTool {
  readonly content: string;
  /** `read`, `write`, and so on. */
  readonly effect: string | undefined;
  readonly place: Place;
}

function describedTools(documents: readonly PolicyDocument[]): ReadonlyMap<string, DescribedTool> {
  const tools = new Map<string, DescribedTool>();
  for (const document of documents) {
    if (document.kind !== 'tools') continue;
    const listed = member(document.content, 'tools');
    for (const [name, tool] of Object.entries(isObject(listed) ? listed : {})) {
      const effect = member(tool, 'effect');
      tools.set(name, {
        content: canonicalJson(tool),
        effect: typeof effect === 'string' ? effect : undefined,
        place: document.place,
      });
    }
  }
  return tools;
}

function member(value: JsonValue, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

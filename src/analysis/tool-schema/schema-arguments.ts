import type { ArgumentPath, PathSegment } from '../../model/argument-path.ts';
import type { JsonValue } from '../../model/json.ts';
import { spellPath } from '../../parse/argument-path.ts';
import { schemaScope } from './fold-schema.ts';
import { schemaProperties } from './schema-path.ts';
import { stepInto } from './step-into.ts';
import { valueFacts } from './value-facts.ts';

/** Deeper arguments, and more of them, are not listed. */
const deepest = 5;
const most = 500;

/**
 * The arguments that a schema names, those inside of others and of lists' items included, in its order. What is deeper
 * than a few levels, or past a few hundred, is left out.
 */
export function schemaArguments(root: JsonValue): readonly ArgumentPath[] {
  const found: ArgumentPath[] = [];
  const open: { readonly schema: JsonValue; readonly segments: readonly PathSegment[] }[] = [
    { schema: root, segments: [] },
  ];
  // What is added while going through the list is gone through too: arguments before what is inside of them.
  for (const { schema, segments } of open) {
    for (const step of stepsInto(root, schema)) {
      if (found.length >= most) return found;
      const path = [...segments, step.segment];
      if (step.segment.kind === 'key')
        found.push({ root: 'arguments', segments: path, text: spellPath('arguments', path) });
      if (path.length < deepest) open.push({ schema: step.schema, segments: path });
    }
  }
  return found;
}

interface NamedStep {
  readonly segment: PathSegment;
  readonly schema: JsonValue;
}

function stepsInto(root: JsonValue, schema: JsonValue): readonly NamedStep[] {
  const names = schemaProperties(root, schema).map((key): PathSegment => ({ kind: 'key', key }));
  const isList = valueFacts(schema, root).types.has('array');
  const segments: readonly PathSegment[] = isList ? [...names, { kind: 'each' }] : names;
  return segments.flatMap((segment) => {
    const step = stepInto(schema, segment, schemaScope(root));
    return step.kind === 'named' ? [{ segment, schema: step.schema }] : [];
  });
}

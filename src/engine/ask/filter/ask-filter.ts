import { visibleText } from '../../../text/visible-text.ts';
import type { BoundFilter } from '../../compile/bound-matcher.ts';
import { ownProperty } from '../../plain-data.ts';
import type { AnswerCode } from '../answer.ts';
import { both, NO, UNCLEAR, YES } from '../answer.ts';
import type { CallData } from '../slot.ts';
import type { FilterNode, FilterReading, OddPart } from './filter-node.ts';
import { holdsEquality } from './holds-equality.ts';
import { chroma, commonDialect, mongo, pinecone } from './operator-dialect.ts';
import { isPlainScalar } from './plain-part.ts';
import { readOperatorFilter } from './read-operator-filter.ts';
import { readQdrantFilter } from './read-qdrant-filter.ts';

/** Whether a filter holds each of the fields: yes, no, or unclear where some part of it is not understood. */
export function askFilter(matcher: BoundFilter, filter: unknown, call: CallData): AnswerCode {
  const reading = readFilter(matcher, filter);
  if (reading.kind === 'odd') return UNCLEAR;
  let answer: AnswerCode = YES;
  for (const demand of matcher.must) answer = both(answer, askField(demand, reading, call));
  return answer;
}

/** Why `askFilter` did not say yes, for a person; undefined where it did. */
export function whyNotHeld(matcher: BoundFilter, filter: unknown, call: CallData): string | undefined {
  const reading = readFilter(matcher, filter);
  if (reading.kind === 'odd') return `not understood ${placeOf(reading)}: ${reading.why}`;
  for (const wanted of [NO, UNCLEAR]) {
    for (const demand of matcher.must) {
      if (askField(demand, reading, call) !== wanted) continue;
      const field = keyText(demand.field);
      return wanted === NO ? `does not hold ${field}` : `the context does not say what ${field} must be`;
    }
  }
  return undefined;
}

function readFilter({ dialect }: BoundFilter, filter: unknown): FilterReading {
  switch (dialect) {
    case 'pinecone':
      return readOperatorFilter(filter, pinecone);
    case 'chroma':
      return readOperatorFilter(filter, chroma);
    case 'mongo':
      return readOperatorFilter(filter, mongo);
    case 'qdrant':
      return readQdrantFilter(filter);
    case undefined:
      return readOperatorFilter(filter, commonDialect);
  }
}

function askField(
  { field, options }: BoundFilter['must'][number],
  node: FilterNode,
  call: CallData,
): AnswerCode {
  const given = options.contextKeys.map((key) => ownProperty(call.context, key));
  if (holdsEquality(node, field, (value) => options.values.has(value) || given.includes(value))) return YES;
  return given.every(isPlainScalar) ? NO : UNCLEAR;
}

function placeOf({ at }: OddPart): string {
  if (at.length === 0) return 'as a whole';
  const path = at.map((key, index) => {
    if (typeof key === 'number') return `[${key}]`;
    return index === 0 ? keyText(key) : `.${keyText(key)}`;
  });
  return `at ${path.join('')}`;
}

const longestKey = 40;

/** A key that a caller wrote, safe to show. */
function keyText(key: string): string {
  const cut = key.length > longestKey ? `${key.slice(0, longestKey)}…` : key;
  return /^[\w$]+$/.test(cut) ? cut : visibleText(JSON.stringify(cut));
}

import type { Matcher, ScalarText } from '../model/matcher.ts';
import { asMap, field, textsOf, wordField } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import { type MatcherContext, readTexts } from './matcher-context.ts';
import { readScalar } from './read-text-matchers.ts';

/** `sql: {dialect, statements, tables, shared_tables, functions, scoped_by}`. */
export function readSql(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  const map = asMap(context.problems, node);
  if (map === undefined) return undefined;
  const { problems } = context;
  const dialect = wordField(problems, map, 'dialect', ['postgres'])?.value ?? 'postgres';
  const tables = field(map, 'tables');
  const functions = field(map, 'functions');
  return {
    kind: 'sql',
    dialect,
    statements: textsOf(problems, field(map, 'statements')).map((statement) => statement.value),
    ...(tables === undefined ? {} : { tables: readTexts(context, tables, 'text', tableProblem) }),
    sharedTables: readTexts(context, field(map, 'shared_tables'), 'text', tableProblem),
    ...(functions === undefined ? {} : { functions: textsOf(problems, functions).map((name) => name.value) }),
    scopedBy: readPairs(context, field(map, 'scoped_by'), 'text').map(([column, value]) => ({
      column,
      value,
    })),
    place: problems.place(node),
  };
}

/** `filter: {dialect, must}`. */
export function readFilter(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  const map = asMap(context.problems, node);
  if (map === undefined) return undefined;
  const dialect = wordField(context.problems, map, 'dialect', [
    'pinecone',
    'chroma',
    'mongo',
    'qdrant',
  ])?.value;
  return {
    kind: 'filter',
    ...(dialect === undefined ? {} : { dialect }),
    must: readPairs(context, field(map, 'must'), 'whole').map(([name, value]) => ({ field: name, value })),
    place: context.problems.place(node),
  };
}

function readPairs(
  context: MatcherContext,
  node: LocatedNode | undefined,
  use: 'whole' | 'text',
): (readonly [string, ScalarText])[] {
  const map = node === undefined ? undefined : asMap(context.problems, node);
  if (map === undefined) return [];
  return [...map.entries.values()].flatMap((entry) => {
    const value = readScalar(context, entry.value, use);
    return value === undefined ? [] : [[entry.key, value] as const];
  });
}

function tableProblem(text: string): string | undefined {
  return /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)?$/.test(text)
    ? undefined
    : 'a table is a name, or a schema and a name';
}

import type { BoundSql } from '../../engine/compile/bound-matcher.ts';
import {
  choice,
  emptyText,
  literal,
  noneOf,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../../pattern/pattern-node.ts';
import { holdsOf, type SqlHold, sqlConstant, sqlName, tablesOf } from './sql-names.ts';
import { type SqlReach, sqlTemplates } from './sql-templates.ts';

/** Queries of one template in many spellings, as a language: what a pattern asks for beside them often fits in. */
export interface SqlFamily {
  readonly reach: SqlReach;
  /** The same for the same language. */
  readonly key: string;
  readonly node: () => PatternNode;
}

/** The families against an `sql`, the most telling first. */
export function sqlFamilies({ policy }: BoundSql, tenantId: string): readonly SqlFamily[] {
  const holds = holdsOf(policy, tenantId);
  const tables = tablesOf(policy);
  const names = JSON.stringify([holds, tables]);
  const words = once(() => wordsFor(holds, tables));
  // What is another's is known by its value: only fixed queries name one.
  return sqlTemplates
    .filter(({ reach }) => reach !== 'another' && reach !== 'own')
    .filter(({ ofOneColumn }) => ofOneColumn !== true || holds.length === 1)
    .map(({ text, reach }) => ({
      reach,
      key: `sql family ${text} ${names}`,
      node: () => wholeText(sequence(...partsOf(text).map((part) => nodeOf(part, words())))),
    }));
}

type Words = ReadonlyMap<string, PatternNode>;

const letters = 'abcdefghijklmnopqrstuvwxyz_';
const digits = '0123456789';
const blank = oneOf(' \t\n');
const some = repeat(blank, 1);
const any = repeat(blank, 0);

const name = sequence(oneOf(letters), repeat(oneOf(letters + digits), 0));
const count = sequence(oneOf('123456789'), repeat(oneOf(digits), 0));

function wordsFor(holds: readonly SqlHold[], tables: readonly string[] | undefined): Words {
  const own = ownCondition(holds);
  const [first] = holds;
  return new Map([
    ['cols', choice(literal('*'), sequence(name, repeat(sequence(any, literal(','), any, name), 0)))],
    ['t', tables === undefined ? name : choice(...tables.map((table) => anyCase(sqlName(table))))],
    ['x', name],
    ['own', own],
    ['line', repeat(noneOf('\n\r'), 0)],
    ['inside', repeat(noneOf('*/'), 0)],
    ['quoted', repeat(noneOf('$'), 0)],
    ['column', literal(sqlName(first?.column ?? 'x'))],
    ['value', literal(sqlConstant(first?.value ?? 'x'))],
    ['tail', tail()],
  ]);
}

/** The condition between others that all hold with it. */
function ownCondition(holds: readonly SqlHold[]): PatternNode {
  const and = sequence(some, anyCase('and'), some);
  const held = holds.map(({ column, value }) => {
    const [left, right] = [anyCase(sqlName(column)), literal(sqlConstant(value))];
    return choice(
      sequence(optional(sequence(name, literal('.'))), left, any, literal('='), any, right),
      sequence(left, some, anyCase('in'), any, literal('('), any, right, any, literal(')')),
    );
  });
  const joined = held.flatMap((part, at) => (at === 0 ? [part] : [and, part]));
  const other = otherCondition();
  return sequence(repeat(sequence(other, and), 0), ...joined, repeat(sequence(and, other), 0));
}

function otherCondition(): PatternNode {
  const constant = choice(
    count,
    literal('true'),
    sequence(literal("'"), repeat(noneOf("'\\\n"), 0), literal("'")),
  );
  const compared = sequence(any, oneOf('=<>'), any, constant);
  const isNull = sequence(
    some,
    anyCase('is'),
    some,
    optional(sequence(anyCase('not'), some)),
    anyCase('null'),
  );
  return sequence(name, choice(compared, isNull));
}

function tail(): PatternNode {
  const order = sequence(some, anyCase('order'), some, anyCase('by'), some, name);
  const direction = sequence(some, choice(anyCase('asc'), anyCase('desc')));
  const limit = sequence(some, anyCase('limit'), some, count);
  return sequence(
    optional(sequence(order, optional(direction))),
    optional(limit),
    any,
    optional(literal(';')),
  );
}

function partsOf(template: string): readonly string[] {
  return template.match(/\{\w+\}| |[A-Za-z]+|[^ {}A-Za-z]/g) ?? [];
}

function nodeOf(part: string, words: Words): PatternNode {
  if (part === ' ') return some;
  const word = /^\{(\w+)\}$/.exec(part)?.[1];
  return word === undefined ? anyCase(part) : (words.get(word) ?? emptyText);
}

function anyCase(text: string): PatternNode {
  const characters = Array.from(text, (character) =>
    oneOf(character.toLowerCase() + (/[a-z]/i.test(character) ? character.toUpperCase() : '')),
  );
  return sequence(...characters);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

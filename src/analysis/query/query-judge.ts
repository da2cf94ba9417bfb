import { askFilter } from '../../engine/ask/filter/ask-filter.ts';
import type { BoundFilter, BoundSql } from '../../engine/compile/bound-matcher.ts';
import type { ScalarOptions } from '../../engine/scalar-options.ts';
import { answerSql, type ReadSql, readSqlText } from '../../engine/sql/answer-sql.ts';
import type { SqlParser } from '../../engine/sql/sql-parser.ts';
import type { JsonValue } from '../../model/json.ts';
import {
  type AnswerSet,
  noAnswer,
  onlyAnswer,
  readAnswers,
  unclearAnswer,
  yesAnswer,
} from '../language/answer-set.ts';

/** Tells what query matchers answer of one value, as the engine asks them. */
export interface QueryJudge {
  /** Whether there is a grammar that texts are read with. */
  readonly readsSql: boolean;
  /** Whether the database's grammar reads the text. */
  isQuery(text: string): boolean;
  /** The answers of an `sql` on a text: one, unless it hangs on what the context holds. */
  ofText(matcher: BoundSql, text: string): AnswerSet;
  /** The same of a `filter` on an object. */
  ofObject(matcher: BoundFilter, filter: JsonValue): AnswerSet;
}

/** A judge for calls of one tenant; without a grammar every text may be answered anything. */
export function createQueryJudge(sql: SqlParser | undefined, tenantId: string): QueryJudge {
  const context = { tenant_id: tenantId };
  const call = { arguments: {}, context };
  return {
    readsSql: sql !== undefined,
    isQuery: (text) => sql !== undefined && readOnce(text, sql).reading.ok,
    ofText({ policy }, text) {
      if (sql === undefined || policy.scopes.some(({ options }) => hangsOnContext(options)))
        return readAnswers;
      const { answer } = answerSql(readOnce(text, sql), policy, context);
      if (answer === 'unclear') return unclearAnswer;
      return answer === 'yes' ? yesAnswer : noAnswer;
    },
    ofObject(matcher, filter) {
      if (matcher.must.some(({ options }) => hangsOnContext(options))) return readAnswers;
      return onlyAnswer(askFilter(matcher, filter, call));
    },
  };
}

function hangsOnContext({ contextKeys }: ScalarOptions): boolean {
  return contextKeys.some((key) => key !== 'tenant_id');
}

/** Texts kept as they were read: one candidate is asked of several matchers. */
const mostKept = 256;

const readTexts = new WeakMap<SqlParser, Map<string, ReadSql>>();

function readOnce(text: string, parser: SqlParser): ReadSql {
  const kept = readTexts.get(parser) ?? new Map<string, ReadSql>();
  readTexts.set(parser, kept);
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const read = readSqlText(text, parser);
  kept.set(text, read);
  return read;
}

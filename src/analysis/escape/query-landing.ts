import type { JsonValue } from '../../model/json.ts';
import { noAnswer, yesAnswer } from '../language/answer-set.ts';
import { holdsText, type LanguageAlgebra } from '../language/language-algebra.ts';
import { boundQueries } from '../query/bound-queries.ts';
import type { QueryJudge } from '../query/query-judge.ts';
import { sqlFamilies } from '../query/sql-families.ts';
import type { TenantMatcher } from './telling-queries.ts';

/** Where a query or filter leads that a boundary refuses. */
export interface QueryLanding {
  readonly kind: 'foreign' | 'outside' | 'noncanonical';
  /** The tenant whose rows it shows. */
  readonly tenant?: string;
}

/**
 * Foreign where another tenant's boundary takes it, or where it has the form of a query that shows everybody's rows;
 * outside where the tenant's own understands it, and refuses. Throws `OverBudget`.
 */
export function queryLanding(
  value: JsonValue | undefined,
  own: TenantMatcher,
  others: readonly TenantMatcher[],
  { judge, algebra }: { readonly judge: QueryJudge; readonly algebra: LanguageAlgebra },
): QueryLanding {
  for (const { tenant, matcher } of others)
    if (answersOf(matcher, value, judge).includes(yesAnswer)) return { kind: 'foreign', tenant };
  const [another] = others;
  if (another !== undefined && typeof value === 'string' && showsAll(value, own, algebra))
    return { kind: 'foreign', tenant: another.tenant };
  const answers = answersOf(own.matcher, value, judge);
  const isRefused = answers.length > 0 && answers.every((answer) => answer === noAnswer);
  return { kind: isRefused ? 'outside' : 'noncanonical' };
}

function answersOf(
  matcher: TenantMatcher['matcher'],
  value: JsonValue | undefined,
  judge: QueryJudge,
): readonly number[] {
  const { sql, filters } = boundQueries([matcher]);
  if (typeof value === 'string') return sql.map((part) => judge.ofText(part, value));
  return value === undefined ? [] : filters.map((part) => judge.ofObject(part, value));
}

function showsAll(text: string, { matcher, tenant }: TenantMatcher, algebra: LanguageAlgebra): boolean {
  return boundQueries([matcher]).sql.some((sql) =>
    sqlFamilies(sql, tenant).some(
      ({ reach, key, node }) => reach === 'everyone' && holdsText(algebra.of(key, node), text),
    ),
  );
}

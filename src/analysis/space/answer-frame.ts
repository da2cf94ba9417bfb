import type { ScalarOptions } from '../../engine/scalar-options.ts';
import { exactly } from '../../pattern/exactly.ts';
import type { AnswerSet } from '../language/answer-set.ts';
import type { Language, LanguageAlgebra } from '../language/language-algebra.ts';

/** What it takes to tell the answers of matchers. */
export interface AnswerFrame {
  readonly algebra: LanguageAlgebra;
  readonly tenantId: string;
  /** What query languages, which are not judged, are supposed to answer of the text at hand, by their form. */
  readonly supposed: ReadonlyMap<string, AnswerSet>;
}

/** The sets of texts that a kind of matcher says yes and no to; what is in neither is unclear. */
export interface Judged {
  readonly yes: Language;
  readonly no: Language;
}

/** The set of one text. */
export function exactText(text: string, algebra: LanguageAlgebra): Language {
  return algebra.of(`exactly ${text}`, () => exactly(text));
}

/** The values that a matcher compares with, the tenant's own id among them where it reads it from the context. */
export function optionsOf(
  { values, contextKeys }: ScalarOptions,
  { tenantId }: Pick<AnswerFrame, 'tenantId'>,
): ReadonlySet<string | number | boolean> {
  return contextKeys.includes('tenant_id') ? new Set([...values, tenantId]) : values;
}

/** Context keys whose value nobody can know. */
export function freeKeys({ contextKeys }: ScalarOptions): readonly string[] {
  return contextKeys.filter((key) => key !== 'tenant_id');
}

export function isInRange(amount: number, { min, max }: { min: number; max: number }): boolean {
  return amount >= min && amount <= max;
}

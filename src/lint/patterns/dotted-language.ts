import type { Language, LanguageAlgebra } from '../../analysis/language/language-algebra.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { boundSource } from './bound-patterns.ts';
import type { PatternUse } from './pattern-uses.ts';
import { type WildcardDot, withDots } from './wildcard-dots.ts';

/**
 * The texts of a pattern with something else in place of some of its dots, such as `\\.`. Undefined where that is no
 * pattern. Throws `OverBudget`.
 */
export function dottedLanguage(
  regex: PatternUse['regex'],
  dots: readonly WildcardDot[],
  put: (nth: number) => string,
  bindings: Bindings | undefined,
  algebra: LanguageAlgebra,
): Language | undefined {
  const pattern = withDots(regex.pattern, dots, put);
  const source = sourceOf({ ...regex, pattern }, bindings);
  const parsed = source === undefined ? undefined : parsePattern(source, regex);
  if (source === undefined || parsed?.ok !== true) return undefined;
  return algebra.of(`${regex.ignoreCase ? 'regex-i' : 'regex'}:${source}`, () => parsed.node);
}

function sourceOf(regex: PatternUse['regex'], bindings: Bindings | undefined): string | undefined {
  const parts: TemplateText = regex.pattern;
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return bindings === undefined ? undefined : boundSource(regex, bindings);
}

import type { Severity } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import { amountText } from './number-text.ts';

/** Findings that are shown, and those that there was no room for. */
export interface ShownFindings {
  readonly shown: readonly Finding[];
  readonly left: readonly Finding[];
}

/** From the worst one on. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** The worst `limit` findings; both lists keep the order that was given. */
export function worstFindings(findings: readonly Finding[], limit: number): ShownFindings {
  if (findings.length <= limit) return { shown: findings, left: [] };
  const worst = new Set(
    severities
      .flatMap((severity) => findings.filter((finding) => finding.severity === severity))
      .slice(0, limit),
  );
  return {
    shown: findings.filter((finding) => worst.has(finding)),
    left: findings.filter((finding) => !worst.has(finding)),
  };
}

/** `2 errors, 1 warning`; undefined for none. */
export function countBySeverity(findings: readonly Finding[]): string | undefined {
  return countedWords(
    severities.map((severity) => [
      findings.filter((finding) => finding.severity === severity).length,
      severity,
    ]),
  );
}

/** Counts of things, those of none left out: `2 errors, 1 warning`; undefined where all are none. */
export function countedWords(
  counts: readonly (readonly [count: number, word: string])[],
): string | undefined {
  const words = counts.filter(([count]) => count > 0).map(([count, word]) => amountText(count, word));
  return words.length === 0 ? undefined : words.join(', ');
}

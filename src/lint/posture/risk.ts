import type { Posture } from '../../model/posture.ts';
import { valueAt, valuesAt } from './posture-values.ts';

/** What is at stake for a tenant, by its posture. */
export interface Risk {
  /** From 0, public, over standard and confidential to 3, regulated. */
  readonly rank: 0 | 1 | 2 | 3;
  /** The same for a message: `regulated data`, `data under hipaa`. */
  readonly words: string;
  /** As written, each once. */
  readonly frameworks: readonly string[];
  /** Whether what is not declared may be taken for missing: confidential data or above, or a framework to answer to. */
  readonly asks: boolean;
}

/**
 * What `data_risk` and `frameworks` come to. A framework about other people's data makes data as sensitive as it is,
 * whatever `data_risk` says; without either, data is standard.
 */
export function riskOf(posture: Posture | undefined): Risk {
  const declared = valueAt(posture, 'data_risk')?.value;
  const frameworks = [...new Set(valuesAt(posture, 'frameworks').map(({ value }) => String(value)))];
  let risk = levels.get(String(declared)) ?? { rank: 1, words: 'standard data' };
  for (const framework of frameworks) {
    const rank = frameworkRank.get(framework) ?? 0;
    if (rank > risk.rank) risk = { rank, words: `data under ${framework}` };
  }
  return { ...risk, frameworks, asks: risk.rank >= 2 || frameworks.length > 0 };
}

/** `data_risk: confidential`, and above it. */
export const confidential = 2;
export const regulated = 3;

const levels = new Map<string, Pick<Risk, 'rank' | 'words'>>([
  ['public', { rank: 0, words: 'public data' }],
  ['standard', { rank: 1, words: 'standard data' }],
  ['confidential', { rank: 2, words: 'confidential data' }],
  ['regulated', { rank: 3, words: 'regulated data' }],
]);

// SOC 2 asks for controls and says nothing of how sensitive the data is.
const frameworkRank = new Map<string, Risk['rank']>([
  ['hipaa', 3],
  ['pci', 3],
  ['fedramp', 2],
]);

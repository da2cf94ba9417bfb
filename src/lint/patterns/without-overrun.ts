import { OverBudget } from '../../analysis/language/over-budget.ts';

/** What comes of a question, or undefined where it takes more than the budget. */
export function withoutOverrun<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OverBudget) return undefined;
    throw error;
  }
}

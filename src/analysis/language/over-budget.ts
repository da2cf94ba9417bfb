/** Thrown where a question takes more states or steps than are allowed; whoever asked it reports that it is undecided. */
export class OverBudget extends Error {
  /** What was passed, for a person: `states of an automaton`. */
  readonly budget: string;
  constructor(budget: string) {
    super(`past the budget: ${budget}`);
    this.budget = budget;
  }
}

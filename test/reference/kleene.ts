/** "Every answer is yes, no or unclear, combined by Kleene's three-valued logic". */
export type Answer = 'yes' | 'no' | 'unclear';

/** No if one is no; else unclear if one is unclear; else yes. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  if (answers.includes('unclear')) return 'unclear';
  return 'yes';
}

/** Yes if one is yes; else unclear if one is unclear; else no. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  if (answers.includes('unclear')) return 'unclear';
  return 'no';
}

export function yesIf(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}

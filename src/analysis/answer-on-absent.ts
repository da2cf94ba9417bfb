import type { Matcher } from '../model/matcher.ts';

/** What a matcher answers of an argument that is absent or null. */
export function answerOnAbsent(matcher: Matcher): 'yes' | 'no' | 'unclear' {
  switch (matcher.kind) {
    case 'exists':
      return matcher.exists ? 'no' : 'yes';
    case 'not':
      return 'unclear';
    case 'shared':
      return answerOnAbsent(matcher.matcher);
    case 'any_of':
      return strongest(matcher.matchers, 'yes', 'no');
    case 'all_of':
      return strongest(matcher.matchers, 'no', 'yes');
    default:
      return 'no';
  }
}

function strongest(
  matchers: readonly Matcher[],
  settles: 'yes' | 'no',
  otherwise: 'yes' | 'no',
): 'yes' | 'no' | 'unclear' {
  const answers = matchers.map(answerOnAbsent);
  if (answers.includes(settles)) return settles;
  return answers.includes('unclear') ? 'unclear' : otherwise;
}

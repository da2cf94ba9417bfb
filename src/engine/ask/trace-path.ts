import type { StepName } from '../../model/decision.ts';
import { InexactNumber } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { BoundMatcher } from '../compile/bound-matcher.ts';
import type { LinkedPath } from '../compile/linked-tool.ts';
import { answerSql } from '../sql/answer-sql.ts';
import { answerName } from './answer.ts';
import type { Quantifier } from './ask-condition.ts';
import { askPath } from './ask-condition.ts';
import type { CallData } from './slot.ts';
import { elementAt, readSlot, sqlOf } from './slot.ts';
import type { Trace } from './trace.ts';

/** Notes what one path of a match answered, and why as far as the value's form tells. */
export function tracePath(
  trace: Trace,
  step: StepName,
  path: LinkedPath,
  quantifier: Quantifier,
  call: CallData,
  where: { readonly rule?: string; readonly condition?: string },
): void {
  if (trace === undefined) return;
  const answer = answerName(askPath(path, quantifier, call));
  const form = valueForm(path, call);
  const isText = typeof path.slot.whole === 'string';
  const objection = sqlObjection(path, call);
  trace.push({
    step,
    outcome: 'asked',
    ...where,
    path: path.match.path.text,
    matcher: matcherName(path.match.matcher),
    answer,
    detail:
      objection !== undefined
        ? `${form}, ${objection}`
        : isText && answer === 'unclear' && path.matcher.kind === 'within'
          ? `${form}, not canonical`
          : form,
  });
}

/** Why the first query that is asked is no yes; undefined where none is asked, or it is. */
function sqlObjection({ matcher, slot }: LinkedPath, call: CallData): string | undefined {
  const [asked] = sqlMatchers(matcher);
  if (asked === undefined) return undefined;
  for (let index = 0; index < slot.count; index++) {
    const read = sqlOf(slot, elementAt(slot, index));
    const judged = read === undefined ? undefined : answerSql(read, asked.policy, call.context);
    if (judged === undefined || judged.answer === 'yes') continue;
    const { what, at } = judged.objection;
    return at === undefined ? what : `${what} at ${at}`;
  }
  return undefined;
}

function sqlMatchers(matcher: BoundMatcher): readonly Extract<BoundMatcher, { readonly kind: 'sql' }>[] {
  switch (matcher.kind) {
    case 'sql':
      return [matcher];
    case 'not':
      return sqlMatchers(matcher.matcher);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.flatMap(sqlMatchers);
    default:
      return [];
  }
}

function valueForm(path: LinkedPath, call: CallData): string {
  const { slot } = path;
  readSlot(slot, call);
  if (slot.state === 'absent') return 'absent';
  if (slot.state === 'unclear')
    return slot.whole === undefined ? 'another type on the way' : 'no plain JSON data';
  if (slot.state === 'empty') return 'an empty list';
  if (slot.perItem || slot.isList) return `a list of ${slot.count}`;
  if (slot.whole instanceof InexactNumber) return 'a number that would lose digits';
  return typeof slot.whole === 'object' ? 'an object' : `a ${typeof slot.whole}`;
}

/** A matcher in one line, for people: the kind, and its text where it is short. */
function matcherName(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'one_of':
    case 'contains':
      return matcher.spelling;
    case 'not':
    case 'shared':
      return `${matcher.kind} ${matcherName(matcher.matcher)}`;
    case 'any_of':
    case 'all_of':
      return `${matcher.kind} [${matcher.matchers.map(matcherName).join(', ')}]`;
    default:
      return matcher.kind;
  }
}

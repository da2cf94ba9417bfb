import type { Answer, StepName } from '../../model/decision.ts';
import { InexactNumber } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { BoundFilter, BoundMatcher, BoundSql } from '../compile/bound-matcher.ts';
import type { LinkedPath } from '../compile/linked-tool.ts';
import { answerSql } from '../sql/answer-sql.ts';
import { answerName } from './answer.ts';
import type { Quantifier } from './ask-condition.ts';
import { askPath } from './ask-condition.ts';
import { whyNotHeld } from './filter/ask-filter.ts';
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
  trace.push({
    step,
    outcome: 'asked',
    ...where,
    path: path.match.path.text,
    matcher: matcherName(path.match.matcher),
    answer,
    detail: detailOf(path, answer, call),
  });
}

function detailOf(path: LinkedPath, answer: Answer, call: CallData): string {
  const { slot, matcher } = path;
  const form = valueForm(path, call);
  if (answer === 'yes' || slot.state !== 'present') return form;
  if (typeof slot.whole === 'string' && answer === 'unclear' && matcher.kind === 'within')
    return `${form}, not canonical`;
  for (const query of queriesIn(matcher)) {
    const why = query.kind === 'sql' ? sqlObjection(query, path, call) : filterObjection(query, path, call);
    if (why !== undefined) return `${form}, ${why}`;
  }
  return form;
}

/** Why the first query that is asked is no yes; undefined where none is asked, or all are. */
function sqlObjection({ policy }: BoundSql, { slot }: LinkedPath, call: CallData): string | undefined {
  for (let index = 0; index < slot.count; index++) {
    const read = sqlOf(slot, elementAt(slot, index));
    const judged = read === undefined ? undefined : answerSql(read, policy, call.context);
    if (judged === undefined || judged.answer === 'yes') continue;
    const { what, at } = judged.objection;
    return at === undefined ? what : `${what} at ${at}`;
  }
  return undefined;
}

function filterObjection(filter: BoundFilter, { slot }: LinkedPath, call: CallData): string | undefined {
  return slot.perItem ? undefined : whyNotHeld(filter, slot.whole, call);
}

function queriesIn(matcher: BoundMatcher): readonly (BoundSql | BoundFilter)[] {
  switch (matcher.kind) {
    case 'sql':
    case 'filter':
      return [matcher];
    case 'not':
      return queriesIn(matcher.matcher);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.flatMap(queriesIn);
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

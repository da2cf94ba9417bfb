import type { TenantSide } from '../decision-change.ts';
import type { Contents } from './contents.ts';
import { type DraftChange, toolsText } from './draft-change.ts';
import { pairRules } from './pair-items.ts';

/** Rules that took arguments which nobody named to be refused, and do not any more; or the other way round. */
export function closedChanges(
  before: TenantSide,
  after: TenantSide,
  contents: Contents,
): readonly DraftChange[] {
  return pairRules(before.policy.rules, after.policy.rules, contents).flatMap(
    ({ before: was, after: is }): readonly DraftChange[] => {
      if (was === undefined || is === undefined) return [];
      if (was.rule.closedArguments === is.rule.closedArguments) return [];
      return [
        {
          kind: 'decision',
          tool: toolsText(is.rule.tools),
          from: wordsFor(was.rule.closedArguments),
          to: wordsFor(is.rule.closedArguments),
          effect: was.rule.closedArguments ? 'wider' : 'narrower',
          proof: 'bounded',
          where: { from: was.rule.place, to: is.rule.place },
          identity: [contents.deciding(is.rule), is.rule.place.file],
        },
      ];
    },
  );
}

function wordsFor(closed: boolean): string {
  return closed ? 'named arguments only' : 'any arguments';
}

import { bindWords } from '../../engine/compile/bind-words.ts';
import type { DecidedApproval } from '../../model/decision.ts';
import type { Place } from '../../model/place.ts';
import type { Approval, Condition } from '../../model/rule.ts';
import type { Bindings, EffectiveRule } from '../../model/workspace.ts';
import type { TenantSide } from '../decision-change.ts';
import { approvalEffect, approvalTexts } from './approval-effect.ts';
import { type Contents, changedValues } from './contents.ts';
import { type DraftChange, toolsText } from './draft-change.ts';
import { pairItems, pairRules } from './pair-items.ts';

/** Approvals that are asked of somebody else, in another way, or that end otherwise: of rules and of the baseline. */
export function approvalChanges(
  before: TenantSide,
  after: TenantSide,
  contents: Contents,
): readonly DraftChange[] {
  const pairs = [
    ...pairRules(before.policy.rules, after.policy.rules, contents),
    ...pairRules(before.workspace.baseline, after.workspace.baseline, contents),
  ];
  const [from, to] = [before.policy.bindings, after.policy.bindings];
  return pairs.flatMap((pair) => {
    if (pair.before === undefined || pair.after === undefined) return [];
    const rule = pair.after;
    return askedPairs(pair.before, rule, contents).flatMap(([was, is]) =>
      approvalChange({ ...was, bindings: from }, { ...is, bindings: to }, rule, contents),
    );
  });
}

/** Something that asks for approval, and how. */
interface Asked {
  readonly place: Place;
  readonly approval: Approval | undefined;
}

/** The conditions and actions of two versions of a rule that both ask for approval. */
function askedPairs(
  before: EffectiveRule,
  after: EffectiveRule,
  contents: Contents,
): readonly (readonly [Asked, Asked])[] {
  const holding = (rule: EffectiveRule): readonly Condition[] =>
    rule.rule.conditions.filter(({ action }) => action.value === 'require_approval');
  const pairs = pairItems(holding(before), holding(after), [
    ({ id }) => id,
    ({ match }) => contents.text(match),
    (_, index) => String(index),
  ]).flatMap(({ before: was, after: is }): [Asked, Asked][] =>
    was === undefined || is === undefined ? [] : [[asked(was), asked(is)]],
  );
  const both = [before, after].every(({ rule }) => rule.action?.value === 'require_approval');
  return both ? [...pairs, [asked(before.rule), asked(after.rule)]] : pairs;
}

function asked({ place, approval }: { readonly place: Place; readonly approval?: Approval }): Asked {
  return { place: approval?.place ?? place, approval };
}

type AskedFor = Asked & { readonly bindings: Bindings };

function approvalChange(
  was: AskedFor,
  is: AskedFor,
  { rule }: EffectiveRule,
  contents: Contents,
): readonly DraftChange[] {
  const [before, after] = [boundApproval(was), boundApproval(is)];
  const effect = approvalEffect(before, after);
  if (effect === undefined) return [];
  const [from, to] = approvalTexts(before, after);
  const written = [was, is].map(({ approval }) => (approval === undefined ? null : contents.text(approval)));
  const references = [was, is].flatMap(({ approval }) =>
    approval === undefined ? [] : [contents.references(approval)],
  );
  const values = changedValues(references, was.bindings, is.bindings);
  return [
    {
      kind: 'approval',
      tool: toolsText(rule.tools),
      from,
      to,
      effect,
      proof: 'exact',
      where: { from: was.place, to: is.place },
      identity: [contents.deciding(rule), rule.place.file, ...written, values],
    },
  ];
}

function boundApproval({ approval, bindings }: AskedFor): DecidedApproval | undefined {
  return approval === undefined ? undefined : bindWords({ approval }, bindings).approval;
}

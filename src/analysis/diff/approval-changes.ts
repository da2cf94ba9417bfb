import { bindText } from '../../engine/compile/bind-text.ts';
import { referenceText } from '../../engine/compile/reference-text.ts';
import type { Place } from '../../model/place.ts';
import type { Approval, Condition } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings, EffectiveRule } from '../../model/workspace.ts';
import type { Effect } from '../compare-rates.ts';
import type { TenantSide } from '../decision-change.ts';
import type { Contents } from './contents.ts';
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
  const words = [boundApproval(was), boundApproval(is)] as const;
  const [from, to] = words;
  const effect = approvalEffect(from, to);
  if (effect === undefined) return [];
  const texts = words.map(approvalText);
  const [before = '', after = ''] = texts;
  return [
    {
      kind: 'approval',
      tool: toolsText(rule.tools),
      from: before,
      // A webhook is shown without its path, which may be all that changed.
      to: before === after ? `${after} (another webhook)` : after,
      effect,
      proof: 'exact',
      where: { from: was.place, to: is.place },
      identity: [
        contents.deciding(rule),
        rule.place.file,
        ...[was, is].map(({ approval }) => (approval === undefined ? null : contents.text(approval))),
      ],
    },
  ];
}

interface BoundApproval {
  readonly channel: string;
  readonly webhook: string;
  readonly timeoutMs: number | undefined;
  readonly onTimeout: 'allow' | 'deny';
}

function boundApproval({ approval, bindings }: AskedFor): BoundApproval {
  return {
    channel: boundOrWritten(approval?.channel ?? [], bindings),
    webhook: boundOrWritten(approval?.webhook ?? [], bindings),
    timeoutMs: approval?.timeoutMs,
    onTimeout: approval?.onTimeout ?? 'deny',
  };
}

/** `${env:NAME}` is resolved by the runtime alone. */
function boundOrWritten(text: TemplateText, bindings: Bindings): string {
  return text
    .map((part) =>
      typeof part !== 'string' && part.ref === 'env' ? referenceText(part) : bindText([part], bindings),
    )
    .join('');
}

/** Who is asked is neither more nor less; what happens where nobody answers is. */
function approvalEffect(from: BoundApproval, to: BoundApproval): Effect | undefined {
  const asksOthers = from.channel !== to.channel || from.webhook !== to.webhook;
  if (from.onTimeout !== to.onTimeout) {
    if (asksOthers) return 'changed';
    return to.onTimeout === 'allow' ? 'wider' : 'narrower';
  }
  if (asksOthers) return 'changed';
  if (from.timeoutMs === to.timeoutMs) return undefined;
  if (to.onTimeout === 'deny') return 'changed';
  return (to.timeoutMs ?? Infinity) < (from.timeoutMs ?? Infinity) ? 'wider' : 'narrower';
}

function approvalText({ channel, webhook, timeoutMs, onTimeout }: BoundApproval): string {
  const words = [
    channel === '' ? 'no channel' : channel,
    ...(webhook === '' ? [] : [shownWebhook(webhook)]),
    ...(timeoutMs === undefined ? ['without time limit'] : [`within ${timeoutMs / 1000} s`]),
  ];
  return `${words.join(', ')}, else ${onTimeout}`;
}

/** The scheme and host: all else is often its password. */
function shownWebhook(text: string): string {
  if (/^\$\{env:[^}]*\}$/.test(text)) return text;
  const [, scheme = '', host = '', rest = ''] =
    /^([a-z]*:\/\/)?(?:[^/?#]*@)?([^/?#]*)(.*)$/s.exec(text) ?? [];
  return `${scheme}${host}${rest === '' ? '' : '/…'}`;
}

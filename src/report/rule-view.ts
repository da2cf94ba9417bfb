import type { JsonValue } from '../model/json.ts';
import type { Place, Sourced } from '../model/place.ts';
import type { Action, Approval, Condition } from '../model/rule.ts';
import type { TemplateText } from '../model/template-text.ts';
import type { Bindings, EffectiveRule } from '../model/workspace.ts';
import { shownText, writtenMatcher } from './written-matcher.ts';

/** Where a line of an effective policy was written, and the templates it came through, nearest first. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly templates?: readonly string[];
}

interface ApprovalView {
  readonly channel?: string;
  readonly webhook?: string;
  readonly timeoutSeconds?: number;
  readonly onTimeout: 'allow' | 'deny';
}

/** What a rule or condition decides, in words and approval. */
export interface OutcomeView {
  readonly action?: Action;
  readonly reason?: string;
  readonly approval?: ApprovalView;
}

export interface ConditionView extends OutcomeView {
  readonly name: string;
  readonly match: readonly { readonly path: string; readonly matcher: JsonValue; readonly origin: Origin }[];
  readonly origin: Origin;
}

/** A rule with a tenant's values put in. */
export interface RuleView extends OutcomeView {
  readonly name: string;
  readonly tools: readonly string[];
  readonly rateLimit?: string;
  readonly closedArguments: boolean;
  readonly conditions: readonly ConditionView[];
  readonly origin: Origin;
}

/** The view of a rule. A webhook that is no `${env:NAME}` is shown by its host alone. */
export function ruleView({ name, rule, chain }: EffectiveRule, bindings: Bindings): RuleView {
  return {
    name,
    tools: rule.tools.map(({ value }) => value),
    ...(rule.rateLimit === undefined ? {} : { rateLimit: rule.rateLimit.value.text }),
    closedArguments: rule.closedArguments,
    conditions: rule.conditions.map((condition, index) => conditionView(condition, index, chain, bindings)),
    ...outcomeView(rule, bindings),
    origin: originOf(rule.place, chain),
  };
}

/** A place as an origin. */
export function originOf(place: Place, chain: readonly string[] = []): Origin {
  return { file: place.file, line: place.line, ...(chain.length === 0 ? {} : { templates: chain }) };
}

function conditionView(
  condition: Condition,
  index: number,
  chain: readonly string[],
  bindings: Bindings,
): ConditionView {
  return {
    name: condition.id ?? String(index),
    match: condition.match.map(({ path, matcher, place }) => ({
      path: path.text,
      matcher: writtenMatcher(matcher, bindings),
      origin: originOf(place, chain),
    })),
    ...outcomeView(condition, bindings),
    origin: originOf(condition.place, chain),
  };
}

interface Outcome {
  readonly action?: Sourced<Action>;
  readonly reason?: Sourced<TemplateText>;
  readonly approval?: Approval;
}

function outcomeView({ action, reason, approval }: Outcome, bindings: Bindings): OutcomeView {
  return {
    ...(action === undefined ? {} : { action: action.value }),
    ...(reason === undefined ? {} : { reason: shownText(reason.value, bindings) }),
    ...(approval === undefined ? {} : { approval: approvalView(approval, bindings) }),
  };
}

function approvalView(
  { channel, webhook, timeoutMs, onTimeout }: Approval,
  bindings: Bindings,
): ApprovalView {
  return {
    ...(channel === undefined ? {} : { channel: shownText(channel, bindings) }),
    ...(webhook === undefined ? {} : { webhook: shownWebhook(shownText(webhook, bindings)) }),
    ...(timeoutMs === undefined ? {} : { timeoutSeconds: timeoutMs / 1000 }),
    onTimeout: onTimeout ?? 'deny',
  };
}

/** The scheme and host of a webhook: all else is often its password. A reference is resolved by the runtime alone. */
function shownWebhook(text: string): string {
  if (/^\$\{env:[^}]*\}$/.test(text)) return text;
  const [, scheme = '', host = '', rest = ''] =
    /^([a-z]*:\/\/)?(?:[^/?#]*@)?([^/?#]*)(.*)$/s.exec(text) ?? [];
  return `${scheme}${host}${rest === '' ? '' : '/…'}`;
}

import type { Sourced } from '../model/place.ts';
import type { Action, Approval, Condition, Rule } from '../model/rule.ts';
import type { TemplateText } from '../model/template-text.ts';
import { checkIds } from './check-ids.ts';
import { asItems, asMap, booleanField, field, oneOrMore, present, textField, wordField } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readRate, readTime } from './read-amounts.ts';
import { readMatch } from './read-match.ts';
import { readTemplateText } from './read-template-text.ts';
import { readToolName } from './read-tool-name.ts';

const actions: readonly Action[] = ['allow', 'deny', 'require_approval'];

/** The rules of a policy, template or baseline, in order. An id that stands twice is `schema/duplicate-id`. */
export function readRules(problems: Problems, node: LocatedNode | undefined): readonly Rule[] {
  if (node === undefined) return [];
  const items = asItems(problems, node);
  checkIds(problems, items, 'rules of this document');
  return present(items.map((item) => readRule(problems, item)));
}

/** An action at a key. */
export function readAction(problems: Problems, map: MapNode, key: string): Sourced<Action> | undefined {
  return wordField(problems, map, key, actions);
}

function readRule(problems: Problems, node: LocatedNode): Rule | undefined {
  const map = asMap(problems, node);
  if (map === undefined) return undefined;
  const tool = field(map, 'tool');
  const tools =
    tool === undefined ? [] : present(oneOrMore(tool).map((item) => readToolName(problems, item)));
  const conditions = field(map, 'conditions');
  const constraints = field(map, 'constraints');
  const id = textField(problems, map, 'id')?.value;
  const description = textField(problems, map, 'description')?.value;
  const rateLimit =
    constraints?.kind === 'map' ? readRate(problems, field(constraints, 'rate_limit')) : undefined;
  if (tools.length === 0) problems.misfit(map);
  return {
    ...(id === undefined ? {} : { id }),
    tools,
    ...(description === undefined ? {} : { description }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    closedArguments: booleanField(problems, map, 'closed_arguments') ?? false,
    conditions: readConditions(problems, conditions),
    ...readOutcome(problems, map),
    place: problems.place(map),
  };
}

function readConditions(problems: Problems, node: LocatedNode | undefined): readonly Condition[] {
  if (node === undefined) return [];
  const items = asItems(problems, node);
  checkIds(problems, items, 'conditions of this rule');
  return present(items.map((item) => readCondition(problems, item)));
}

function readCondition(problems: Problems, node: LocatedNode): Condition | undefined {
  const map = asMap(problems, node);
  if (map === undefined) return undefined;
  const id = textField(problems, map, 'id')?.value;
  const match = readMatch(problems, field(map, 'match'));
  const { action, ...outcome } = readOutcome(problems, map);
  if (action !== undefined && match.length > 0) {
    return { ...(id === undefined ? {} : { id }), match, action, ...outcome, place: problems.place(map) };
  }
  problems.misfit(map);
  return undefined;
}

interface Outcome {
  readonly action?: Sourced<Action>;
  readonly reason?: Sourced<TemplateText>;
  readonly approval?: Approval;
}

function readOutcome(problems: Problems, map: MapNode): Outcome {
  const action = readAction(problems, map, 'action');
  const reasonNode = field(map, 'reason');
  const reason =
    reasonNode === undefined ? undefined : readTemplateText(problems, reasonNode, 'text', 'rule');
  const approvalNode = field(map, 'approval');
  const approval = approvalNode === undefined ? undefined : readApproval(problems, approvalNode);
  return {
    ...(action === undefined ? {} : { action }),
    ...(reasonNode === undefined || reason === undefined
      ? {}
      : { reason: { value: reason, place: problems.place(reasonNode) } }),
    ...(approval === undefined ? {} : { approval }),
  };
}

function readApproval(problems: Problems, node: LocatedNode): Approval | undefined {
  const map = asMap(problems, node);
  if (map === undefined) return undefined;
  const channelNode = field(map, 'channel');
  const webhookNode = field(map, 'webhook');
  const channel =
    channelNode === undefined ? undefined : readTemplateText(problems, channelNode, 'text', 'rule');
  const webhook =
    webhookNode === undefined ? undefined : readTemplateText(problems, webhookNode, 'webhook', 'rule');
  const timeoutMs = readTime(problems, field(map, 'timeout'), 'timeout');
  const onTimeout = wordField(problems, map, 'on_timeout', ['allow', 'deny']);
  return {
    place: problems.place(map),
    ...(channel === undefined ? {} : { channel }),
    ...(webhookNode === undefined || webhook === undefined
      ? {}
      : { webhook, webhookPlace: problems.place(webhookNode) }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(onTimeout === undefined ? {} : { onTimeout: onTimeout.value, onTimeoutPlace: onTimeout.place }),
  };
}

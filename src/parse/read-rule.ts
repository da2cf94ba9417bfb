import type { Action, Approval, Condition, PathMatch, Rule } from '../model/rule.ts';
import type { Place, Sourced } from '../model/place.ts';
import type { TemplateText } from '../model/template-text.ts';
import {
  asItems,
  asMap,
  asText,
  booleanField,
  field,
  oneOrMore,
  present,
  textField,
  wordField,
} from './fields.ts';
import type { Entry, LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readTime, readRate } from './read-amounts.ts';
import { readMatcher } from './read-matcher.ts';
import { readPath } from './read-path.ts';
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

function readMatch(problems: Problems, node: LocatedNode | undefined): PathMatch[] {
  if (node?.kind !== 'map') return [];
  const matches: PathMatch[] = [];
  const seen = new Map<string, Place>();
  for (const entry of node.entries.values()) {
    const match = readPathMatch(problems, entry);
    if (match === undefined) continue;
    const earlier = seen.get(match.path.text);
    if (earlier !== undefined) {
      problems.add('yaml/duplicate-key', entry.keyNode, {
        message: `\`${match.path.text}\` stands twice in one \`match\``,
        label: `also in line ${earlier.line}`,
        help: 'put both matchers in one `all_of`',
      });
    }
    seen.set(match.path.text, match.place);
    matches.push(match);
  }
  return matches;
}

function readPathMatch(problems: Problems, entry: Entry): PathMatch | undefined {
  const path = readPath(problems, entry.keyNode, 'rule');
  const matcher = readMatcher({ problems, scope: 'rule', underNot: false }, entry.value);
  return path === undefined || matcher === undefined
    ? undefined
    : { path, matcher, place: problems.place(entry.keyNode) };
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
  const onTimeout = wordField(problems, map, 'on_timeout', ['allow', 'deny'])?.value;
  return {
    place: problems.place(map),
    ...(channel === undefined ? {} : { channel }),
    ...(webhook === undefined ? {} : { webhook }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(onTimeout === undefined ? {} : { onTimeout }),
  };
}

function checkIds(problems: Problems, items: readonly LocatedNode[], where: string): void {
  const seen = new Map<string, Place>();
  for (const item of items) {
    const node = item.kind === 'map' ? field(item, 'id') : undefined;
    const id = node === undefined ? undefined : asText(problems, node);
    if (id === undefined || node === undefined) continue;
    const earlier = seen.get(id.value);
    if (earlier === undefined) seen.set(id.value, id.place);
    else {
      problems.add('schema/duplicate-id', node, {
        message: `two ${where} are called \`${id.value}\``,
        label: `also in line ${earlier.line}`,
        help: 'give each a name of its own',
      });
    }
  }
}

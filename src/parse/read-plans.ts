import type { Plan, PlanLimit, PlansDocument } from '../model/documents.ts';
import { asMap, field, numberField, oneOrMore, present, wordField } from './fields.ts';
import type { Entry, LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readRate } from './read-amounts.ts';
import { readLogging } from './read-policy.ts';
import { readToolName } from './read-tool-name.ts';

/** Limits and entitlements of each plan, in either form. Both at once are refused. */
export function readPlans(problems: Problems, map: MapNode): PlansDocument {
  const short = map.entries.get('rate_limits');
  const long = map.entries.get('plans');
  if (short !== undefined && long !== undefined) {
    problems.add('schema/invalid', short.keyNode, {
      message: '`rate_limits` and `plans` are two forms of the same; a document has one of them',
      label: '`plans` stands here too',
      help: 'move the limits into `plans`',
    });
  }
  const read = long === undefined ? readShortPlan : readLongPlan;
  const plans = mapEntries(problems, (long ?? short)?.value).map((entry, index) =>
    read(problems, entry, index),
  );
  return { kind: 'plans', file: problems.source.file, place: problems.place(map), plans: present(plans) };
}

function readShortPlan(problems: Problems, entry: Entry, index: number): Plan {
  const name = { value: entry.key, place: problems.place(entry.keyNode) };
  return {
    name,
    rank: index,
    limits: readLimits(problems, entry.value),
    approvalsRequired: false,
    place: problems.place(entry.value),
  };
}

function readLongPlan(problems: Problems, entry: Entry, index: number): Plan | undefined {
  const map = asMap(problems, entry.value);
  if (map === undefined) return undefined;
  const tools = field(map, 'tools');
  const logging = readLogging(problems, field(map, 'logging'));
  return {
    name: { value: entry.key, place: problems.place(entry.keyNode) },
    rank: numberField(problems, map, 'rank') ?? index,
    limits: readLimits(problems, field(map, 'rate_limits')),
    ...(tools === undefined
      ? {}
      : { tools: present(oneOrMore(tools).map((tool) => readToolName(problems, tool))) }),
    ...(logging === undefined ? {} : { logging }),
    approvalsRequired: wordField(problems, map, 'approvals', ['required']) !== undefined,
    place: problems.place(map),
  };
}

function readLimits(problems: Problems, node: LocatedNode | undefined): PlanLimit[] {
  return mapEntries(problems, node).flatMap((entry) => {
    const name = readToolName(problems, entry.keyNode);
    const rate = readRate(problems, entry.value);
    return name === undefined || rate === undefined ? [] : [{ name, rate }];
  });
}

function mapEntries(problems: Problems, node: LocatedNode | undefined): Entry[] {
  const map = node === undefined ? undefined : asMap(problems, node);
  return [...(map?.entries.values() ?? [])];
}

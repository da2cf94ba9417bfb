import type { Bound, Matcher } from '../model/matcher.ts';
import { formProblem, type TextForm } from '../text/form-problem.ts';
import { asMap, booleanField, field, isText, oneOrMore, wordField } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import { type FormCheck, type MatcherContext, readFormed, readTexts } from './matcher-context.ts';
import { readTemplateText } from './read-template-text.ts';

/** `url: {schemes, hosts, ports, path_prefix, query}`; without `schemes` it is https. */
export function readUrl(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  const map = asMap(context.problems, node);
  if (map === undefined) return undefined;
  const pathNode = field(map, 'path_prefix');
  const schemes = field(map, 'schemes');
  const pathPrefix =
    pathNode === undefined ? undefined : readFormed(context, pathNode, 'text', checkOf('url path'));
  return {
    kind: 'url',
    schemes: schemes === undefined ? [['https']] : readTexts(context, schemes, 'text', checkOf('scheme')),
    hosts: readTexts(context, field(map, 'hosts'), 'text', checkOf('host')),
    ports: readPorts(context, field(map, 'ports')),
    ...(pathPrefix === undefined ? {} : { pathPrefix }),
    query: wordField(context.problems, map, 'query', ['any', 'none'])?.value ?? 'none',
    place: context.problems.place(node),
  };
}

/** `email: {domains, subdomains}`. */
export function readEmail(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  const map = asMap(context.problems, node);
  if (map === undefined) return undefined;
  return {
    kind: 'email',
    domains: readTexts(context, field(map, 'domains'), 'text', checkOf('domain')),
    subdomains: booleanField(context.problems, map, 'subdomains') ?? false,
    place: context.problems.place(node),
  };
}

/** `ip_in: [cidr..]`. */
export function readIpIn(context: MatcherContext, node: LocatedNode): Matcher {
  return {
    kind: 'ip_in',
    blocks: readTexts(context, node, 'text', checkOf('ip block')),
    place: context.problems.place(node),
  };
}

/** `command: {programs, paths_within}`. */
export function readCommand(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  const map = asMap(context.problems, node);
  if (map === undefined) return undefined;
  const within = field(map, 'paths_within');
  return {
    kind: 'command',
    programs: readTexts(context, field(map, 'programs'), 'text', checkOf('program')),
    ...(within === undefined
      ? {}
      : { pathsWithin: readTexts(context, within, 'text', checkOf('command path')) }),
    place: context.problems.place(node),
  };
}

/** `number: {min, max, integer}` and `length: {min, max}`. */
export function readRange(
  context: MatcherContext,
  node: LocatedNode,
  kind: 'number' | 'length',
): Matcher | undefined {
  const map = asMap(context.problems, node);
  if (map === undefined) return undefined;
  const min = readBound(context, map, 'min');
  const max = readBound(context, map, 'max');
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    context.problems.add('schema/invalid', field(map, 'max') ?? node, {
      message: `nothing is at least ${min} and at most ${max}`,
      label: 'below `min`',
    });
  }
  const place = context.problems.place(node);
  if (kind === 'length') return { kind, ...bounds, place };
  return { kind, ...bounds, integer: booleanField(context.problems, map, 'integer') ?? false, place };
}

function readBound(context: MatcherContext, map: MapNode, key: string): Bound | undefined {
  const node = field(map, key);
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'number') return node.value;
  const text = isText(node) ? readTemplateText(context.problems, node, 'text', context.scope) : undefined;
  const [only] = text ?? [];
  if (text?.length === 1 && typeof only === 'object' && only.ref === 'vars') return text;
  context.problems.add('schema/invalid', node, {
    message: `\`${key}\` is a number, or one variable`,
    label: 'neither',
    help: 'as in `10` or `${vars.MAX}`',
  });
  return undefined;
}

function readPorts(context: MatcherContext, node: LocatedNode | undefined): number[] {
  if (node === undefined) return [];
  return oneOrMore(node).flatMap((item) => {
    if (item.kind === 'scalar' && typeof item.value === 'number') return [item.value];
    context.problems.misfit(item);
    return [];
  });
}

function checkOf(form: TextForm): FormCheck {
  return (text) => formProblem(form, text);
}

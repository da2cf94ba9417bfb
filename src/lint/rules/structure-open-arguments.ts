import { matchesToolName } from '../../engine/tool-name.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { BoundariesDocument, PolicyDocument } from '../../model/documents.ts';
import type { Place } from '../../model/place.ts';
import type { Rule } from '../../model/rule.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type DeclaredArguments, declaredArguments, sideDoorsOf } from '../side-doors.ts';
import { writtenRules } from '../written-rules.ts';

export const structureOpenArguments: LintRule = {
  code: 'structure/open-arguments',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds:
    'an allow that leaves a known side door (cc, bcc, headers, env, cwd, proxy, project_id, ids, files, destination) unnamed',
  help: 'write `closed_arguments: true` on the rule, or name the argument in the condition',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('owasp-llm', 'LLM06:2025'),
    control('atlas', 'AML.T0086'),
    control('nist-800-53', 'AC-4'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: sideDoorsAreNamed,
};

interface Allow {
  readonly place: Place;
  /** Top-level arguments that the allow, or a condition before it, names. */
  readonly named: ReadonlySet<string>;
}

/**
 * A rule that allows closes its arguments, or names every argument of its tool that is known as a side door: in the
 * condition that allows, in one before it, in the baseline, or in a boundary.
 */
function* sideDoorsAreNamed({ documents }: LintContext): Iterable<Report> {
  const declared = declaredArguments(documents);
  const elsewhere = namesElsewhere(documents);
  for (const { document, rule, name } of writtenRules(documents)) {
    if (document.kind === 'baseline' || rule.closedArguments) continue;
    for (const { value: tool } of rule.tools) {
      const report = openDoors(rule, tool, declared, elsewhere(tool));
      if (report === undefined) continue;
      yield { ...report, rule: name, tool };
      break;
    }
  }
}

function openDoors(
  rule: Rule,
  tool: string,
  declared: DeclaredArguments,
  elsewhere: ReadonlySet<string>,
): Report | undefined {
  for (const { place, named } of allows(rule)) {
    const open = sideDoorsOf(tool, named, declared).filter(
      (door) => !named.has(door) && !elsewhere.has(door),
    );
    if (open.length === 0) continue;
    return {
      message: `${tool} is allowed whatever ${listed(open)} ${open.length === 1 ? 'says' : 'say'}`,
      label: `nothing here names ${listed(open)}`,
      help: `write \`closed_arguments: true\` on the rule, or name ${listed(open)} in a condition`,
      place,
    };
  }
  return undefined;
}

function* allows(rule: Rule): Generator<Allow> {
  const named = new Set<string>();
  for (const { match, action } of rule.conditions) {
    for (const { path } of match) addName(path, named);
    if (action.value === 'allow') yield { place: action.place, named };
  }
  if (rule.action?.value === 'allow') yield { place: rule.action.place, named };
}

/** The top-level arguments that the baseline or a boundary names for a tool. */
function namesElsewhere(all: readonly PolicyDocument[]): (tool: string) => ReadonlySet<string> {
  const documents = all.filter(({ kind }) => kind === 'baseline' || kind === 'boundaries');
  const known = new Map<string, ReadonlySet<string>>();
  return (tool) => {
    const names = known.get(tool) ?? collectNames(documents, tool);
    known.set(tool, names);
    return names;
  };
}

function collectNames(documents: readonly PolicyDocument[], tool: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of documents) {
    if (document.kind === 'boundaries') boundaryNames(document, tool, names);
    if (document.kind !== 'baseline') continue;
    for (const rule of document.rules) {
      if (!rule.tools.some(({ value }) => matchesToolName(value, tool))) continue;
      for (const { match } of rule.conditions) for (const { path } of match) addName(path, names);
    }
  }
  return names;
}

function boundaryNames(document: BoundariesDocument, tool: string, names: Set<string>): void {
  for (const entry of document.tools) {
    if (!matchesToolName(entry.tool.value, tool)) continue;
    for (const { path } of entry.entries) addName(path, names);
  }
}

function addName(path: ArgumentPath, names: Set<string>): void {
  const [first] = path.segments;
  if (path.root === 'arguments' && first?.kind === 'key') names.add(first.key);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

import { matcherFlow } from '../../analysis/matcher-flow.ts';
import type { Fix } from '../../model/diagnostic.ts';
import { control } from '../control.ts';
import { insertMembers, memberText } from '../insert-member.ts';
import { listed } from '../part-words.ts';
import type { ResourceArgument } from '../resource-arguments.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type UnboundedTool, unboundedTools } from '../unbounded-tools.ts';

export const isolationSecondArgument: LintRule = {
  code: 'isolation/second-argument',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a tool with several resource arguments (source and destination) of which one is unbounded',
  help: 'name every argument that holds a resource in the boundary',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-7'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
    control('owasp-asi', 'ASI02'),
  ],
  check: allResourcesAreBounded,
};

/** A tool that has one of its resources bounded has all of them named. */
function* allResourcesAreBounded(context: LintContext): Iterable<Report> {
  for (const found of unboundedTools(context)) {
    const { tool, boundary, bounded, unbounded } = found;
    if (bounded.length === 0) continue;
    const names = listed(unbounded.map(({ path }) => path.text));
    const members = unbounded.map((argument) => memberFor(argument, found));
    const known = members.flatMap((member) => member ?? []);
    const fix = known.length < members.length ? undefined : insertFix(found, known, context);
    yield {
      message: `${tool} is held to the tenant by ${listed(bounded.map(({ path }) => path.text))}, but not by ${names}`,
      label: `says nothing of ${names}`,
      help:
        known.length === 0
          ? `name ${names} in the boundary: a matcher, \`open\` for what leaves the tenant on purpose, or \`delegated\` to another control`
          : `write ${known.join(', ')}`,
      place: boundary.tool.place,
      tool,
      ...(fix === undefined ? {} : { fix }),
    };
  }
}

/** The argument with the matcher of a bounded one that holds the same kind of thing. */
function memberFor({ path, kind }: ResourceArgument, { bounded }: UnboundedTool): string | undefined {
  const alike = bounded.find((entry) => entry.kind === kind);
  return alike === undefined ? undefined : memberText(path.text, matcherFlow(alike.matcher));
}

/** Only where the boundary is about this tool alone. */
function insertFix(
  { tool, boundary }: UnboundedTool,
  members: readonly string[],
  { sources }: LintContext,
): Fix | undefined {
  const [first] = boundary.entries;
  if (first === undefined || boundary.tool.value !== tool) return undefined;
  const edit = insertMembers(first.place, members, sources);
  return edit === undefined
    ? undefined
    : { title: `write ${members.join(', ')}`, safe: false, edits: [edit] };
}

import {
  type DescribedTool,
  type DescribedTools,
  describedTools,
  type ToolPath,
} from '../../analysis/tool-schema/described-tools.ts';
import { isToolGlob } from '../../engine/tool-name.ts';
import type { ArgumentPath, PathSegment } from '../../model/argument-path.ts';
import { spellPath } from '../../parse/argument-path.ts';
import { suggest } from '../../text/suggest.ts';
import { type ArgumentUse, argumentUses } from '../argument-uses.ts';
import { contradictedKinds } from '../contradicted-kinds.ts';
import { control } from '../control.ts';
import { listed } from '../part-words.ts';
import { renameFix } from '../rename-fix.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { typeWords } from '../type-words.ts';

export const toolUnknownArgument: LintRule = {
  code: 'tool/unknown-argument',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'an argument that the tools documents say the tool does not have',
  help: 'name an argument that the tool has, or add it to the tools document',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('nist-800-53', 'SI-10'),
    control('nist-800-53', 'CM-6'),
    control('soc2', 'CC8.1'),
    control('csa-aicm', 'AIS-08'),
  ],
  needs: ['tools'],
  check: argumentsExist,
};

/**
 * Every path names an argument that its tool has: each tool that is named, and of a glob's tools some. Where the schema
 * leaves open what is there, nothing is said. What a tools document says of arguments is about those of its own schema.
 */
function* argumentsExist(context: LintContext): Iterable<Report> {
  const { documents, sources } = context;
  yield* contradictedKinds(context);
  const declared = describedTools(documents);
  if (declared === undefined) return;
  for (const use of argumentUses(documents)) {
    const lacking = use.tools.flatMap((tool) => lackingTool(tool, use.path, declared) ?? []);
    const [first] = lacking;
    if (first === undefined) continue;
    const meant = meantPath(use.path, first, declared);
    if (meant === undefined && keepsOut(use)) continue;
    const fix = meant === undefined ? undefined : renameFix(sources, use.place, use.path.text, meant);
    yield {
      ...wording(use, lacking, meant),
      place: use.place,
      tool: first.tool,
      ...(use.rule === undefined ? {} : { rule: use.rule }),
      ...(first.answer.listOnly ? { severity: 'warning' } : {}),
      ...(fix === undefined ? {} : { fix }),
    };
  }
}

type Missing = Extract<ToolPath, { readonly kind: 'missing' }>;

interface Lacking {
  readonly tool: string;
  readonly about: DescribedTool;
  readonly answer: Missing;
}

/** The tool without the argument, as some document describes it; of a glob where all its tools lack it. */
function lackingTool(tool: string, path: ArgumentPath, declared: DescribedTools): Lacking | undefined {
  const answers = declared.about(tool).map((about) => ({ about, answer: declared.read(about, path) }));
  let found: Lacking | undefined;
  for (const { about, answer } of answers) {
    if (answer.kind !== 'missing') return undefined;
    found ??= { tool: isToolGlob(tool) && answers.length > 1 ? tool : about.name, about, answer };
  }
  return found;
}

/** Says that the argument is absent, or refuses a call that has it: of use also where the tool should not know it. */
function keepsOut({ matcher, action }: ArgumentUse): boolean {
  if (matcher?.kind !== 'exists') return false;
  return matcher.exists ? action === 'deny' || action === 'require_approval' : true;
}

/** What was probably meant: a name that is near, items where a list is, or the value itself where none is. */
function meantPath(
  path: ArgumentPath,
  { about, answer }: Lacking,
  declared: DescribedTools,
): string | undefined {
  const { root, segments } = path;
  const { at, known } = answer;
  const segment = segments[at];
  const near =
    segment?.kind === 'key' && known.length <= mostSuggested ? suggest(segment.key, known) : undefined;
  const candidates: (readonly PathSegment[])[] = [];
  if (near !== undefined) candidates.push(segments.with(at, { kind: 'key', key: near }));
  if (segment?.kind === 'each') candidates.push(segments.toSpliced(at, 1));
  if (answer.types?.has('array') === true) candidates.push(segments.toSpliced(at, 0, { kind: 'each' }));
  for (const meant of candidates) {
    const text = spellPath(root, meant);
    if (declared.read(about, { root, segments: meant, text }).kind !== 'missing') return text;
  }
  return undefined;
}

const mostSuggested = 200;

function wording(
  { path: { root, segments } }: ArgumentUse,
  lacking: readonly Lacking[],
  meant: string | undefined,
): Pick<Report, 'message' | 'label' | 'help'> {
  const answer: Pick<Missing, 'at' | 'known' | 'types'> = lacking[0]?.answer ?? { at: 0, known: [] };
  const missing = spellPath(root, segments.slice(0, answer.at + 1));
  const holder = answer.at === 0 ? root : spellPath(root, segments.slice(0, answer.at));
  const tools = listed(lacking.map(({ tool }) => tool));
  const message =
    answer.types === undefined
      ? `${tools} ${lacking.length === 1 ? 'has' : 'have'} no ${missing}`
      : `${tools} ${lacking.length === 1 ? 'has' : 'have'} no ${missing}: ${holder} is ${typeWords(answer.types)}`;
  const names = answer.known.map((key) =>
    spellPath(root, [...segments.slice(0, answer.at), { kind: 'key', key }]),
  );
  const others = names.length === 0 ? '' : ` (${listed(names)})`;
  return {
    message,
    label: meant === undefined ? 'the tools document has no such argument' : `did you mean ${meant}?`,
    help:
      meant === undefined
        ? `name what the tool has${others}, or add ${missing} to the tools document`
        : `write ${meant}, or add ${missing} to the tools document`,
  };
}

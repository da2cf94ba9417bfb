import type { Diagnostic } from '../model/diagnostic.ts';
import type { DocumentKind, PolicyDocument } from '../model/documents.ts';
import { createSourceText, type SourceText } from '../text/source-text.ts';
import { checkStructure } from './check-structure.ts';
import { type ToldKind, tellKind } from './document-kind.ts';
import { type IgnoreComment, readIgnoreComments } from './ignore-comments.ts';
import type { MapNode } from './located-node.ts';
import { mentionsPolicy } from './mentions-policy.ts';
import { createProblems, type Problems } from './problems.ts';
import { readBoundaries } from './read-boundaries.ts';
import { readInvariants } from './read-invariants.ts';
import { readPlans } from './read-plans.ts';
import { readBaseline, readTemplate, readTenant, readTenants } from './read-policy.ts';
import { readYaml } from './read-yaml.ts';

/** What came of reading one file. */
export interface DocumentReading {
  /**
   * The document, or none. Where `diagnostics` holds an error it may lack the parts that could not be read: good enough to
   * look for more that is wrong, never to decide with.
   */
  readonly documents: readonly PolicyDocument[];
  readonly kind?: DocumentKind;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: SourceText;
  readonly ignores: readonly IgnoreComment[];
  /** No policy document at all, be it YAML or not; then there are neither documents nor diagnostics. */
  readonly unrelated: boolean;
}

/** Reads one file of a workspace. `file` is relative to it. Never throws. */
export function readDocument(file: string, text: string): DocumentReading {
  const source = createSourceText(file, text);
  const problems = createProblems(source);
  const yaml = readYaml(problems, listsOff);
  const none = { documents: [], source, ignores: [], unrelated: false };
  if ((yaml === undefined || !yaml.sound) && !mentionsPolicy(text))
    return { ...none, unrelated: true, diagnostics: [] };
  if (yaml === undefined) return { ...none, diagnostics: inOrder(problems) };
  const ignores = readIgnoreComments(source, yaml.root);
  const kind = yaml.sound ? tellKindOfFile(problems, yaml.roots) : undefined;
  if (kind === 'unrelated') return { ...none, unrelated: true, diagnostics: [] };
  if (kind === undefined || yaml.root.kind !== 'map')
    return { ...none, ignores, diagnostics: inOrder(problems) };
  const document = readKind(problems, kind, yaml.root);
  return {
    ...none,
    documents: document === undefined ? [] : [document],
    kind,
    ignores,
    diagnostics: inOrder(problems),
  };
}

// In the order of the text, whichever check found them.
function inOrder(problems: Problems): readonly Diagnostic[] {
  problems.settle();
  return problems.list.toSorted((a, b) => a.place.start - b.place.start);
}

function tellKindOfFile(problems: Problems, roots: readonly Root[]): ToldKind {
  const [first, second] = roots;
  if (first === undefined) return 'unrelated';
  if (second === undefined) return tellKind(problems, first);
  const told = roots.map((root) => tellKind(problems, root));
  if (told.every((kind) => kind === 'unrelated')) return 'unrelated';
  problems.add(
    'schema/invalid',
    { start: second.start, end: second.start },
    {
      message: 'several documents in one file',
      label: 'the second one',
      help: 'put each in a file of its own',
    },
  );
  return undefined;
}

type Root = Parameters<typeof tellKind>[1];

function readKind(problems: Problems, kind: DocumentKind, root: MapNode): PolicyDocument | undefined {
  checkStructure(problems, kind, root);
  switch (kind) {
    case 'tenant':
      return readTenant(problems, root);
    case 'template':
      return readTemplate(problems, root);
    case 'tenants':
      return readTenants(problems, root);
    case 'plans':
      return readPlans(problems, root);
    case 'baseline':
      return readBaseline(problems, root);
    case 'boundaries':
      return readBoundaries(problems, root);
    case 'invariants':
      return readInvariants(problems, root);
    default:
      return { kind, file: problems.source.file, place: problems.place(root), content: root.json };
  }
}

// The postures whose words include `off`.
const offKeys: ReadonlySet<string> = new Set(['semantic', 'prefix', 'memory', 'tool_results', 'graph']);

function listsOff(word: string, trail: readonly string[]): boolean {
  return word === 'off' && trail.includes('isolation') && offKeys.has(trail.at(-1) ?? '');
}

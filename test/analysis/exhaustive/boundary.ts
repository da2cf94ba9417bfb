import { createEngine, createMemoryLimitStore } from '../../../src/engine/index.ts';
import type { BoundaryEntry } from '../../../src/model/documents.ts';
import type { EffectiveWorkspace } from '../../../src/model/workspace.ts';
import { boundaryEntries } from '../../reference/ask-boundaries.ts';
import { interpret, newState } from '../../reference/interpret.ts';
import type { PlainMatcher, PlainWorkspace } from '../../reference/plain-documents.ts';
import { asWritten, type Reading } from '../../reference/reading.ts';
import { nowhere } from './atoms.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import { otherTenant, subjectTenant, subjectTool } from './search-case.ts';
import type { SearchedCall } from './searched-call.ts';

/** What a boundary says to a call's argument; `large`: the text is too long to be read, which is no escape. */
type BoundaryAnswer = 'inside' | 'outside' | 'large';

/** One bounded path of the tool. */
export interface Boundary {
  readonly path: string;
  /** By the engine. */
  readonly ask: (call: SearchedCall) => BoundaryAnswer;
  /** Whether the argument is inside the other tenant's boundary, and not by being what any tenant may reach. */
  readonly isForeign: (call: SearchedCall) => boolean;
  /** By the reference interpreter. */
  readonly page: (call: SearchedCall, reading?: Reading) => BoundaryAnswer;
}

/** The tool's bounded paths, enforced or not; each is asked alone, of calls that everything else allows. */
export function boundariesOf(plain: PlainWorkspace, loaded: LoadedWorkspace): readonly Boundary[] {
  const everyOne = plain.boundaries.map((document) => ({ ...document, enforce: true }));
  const matchers = boundaryEntries({ ...plain, boundaries: everyOne }, subjectTool, asWritten);
  const entries = effectiveEntries(loaded.workspace);
  return matchers.flatMap(([path, matcher]) => {
    const entry = entries.find((candidate) => candidate.path.text === path);
    if (entry === undefined) throw new Error(`the program does not know the boundary of ${path}`);
    const ask = askEngine(loaded.workspace, entry);
    return [
      {
        path,
        ask,
        isForeign: (call) => {
          if (path.startsWith('context') || JSON.stringify(matcher).includes('"shared"')) return false;
          return ask({ ...call, context: { ...call.context, tenant_id: otherTenant } }) === 'inside';
        },
        page: askPage(plain, path, matcher),
      } satisfies Boundary,
    ];
  });
}

/** The entries that hold for the tool: an exact one replaces globs. */
function effectiveEntries({ boundaries }: EffectiveWorkspace): readonly BoundaryEntry[] {
  const tools = boundaries.flatMap((document) => document.tools);
  const exact = tools.filter(({ tool }) => tool.value === subjectTool);
  return (exact.length > 0 ? exact : tools).flatMap(({ entries }) => entries);
}

function askEngine(
  workspace: EffectiveWorkspace,
  entry: BoundaryEntry,
): (call: SearchedCall) => BoundaryAnswer {
  const tenants = [...workspace.tenants].map(([id, policy]) => {
    return [id, { ...policy, status: 'active', rules: [], defaultAction: 'allow' }] as const;
  });
  const tools = [{ tool: { value: subjectTool, place: nowhere }, entries: [entry] }];
  const alone = {
    envelope: { required: [] },
    limits: workspace.limits,
    baseline: [],
    boundaries: [{ file: 'search', enforce: true, tools }],
    tenants: new Map(tenants),
  };
  const engine = createEngine(alone, { clock: () => 0, limits: createMemoryLimitStore() });
  return (call) => answerOf(engine.decide(call).code);
}

function askPage(plain: PlainWorkspace, path: string, matcher: PlainMatcher): Boundary['page'] {
  const { limits = {} } = plain.config;
  const alone: PlainWorkspace = {
    config: { limits },
    templates: [],
    tenants: [{ tenant_id: subjectTenant, default_action: 'allow' }],
    baseline: [],
    boundaries: [{ kind: 'boundaries', tools: { [subjectTool]: { [path]: matcher } } }],
  };
  return (call, reading = asWritten) =>
    answerOf(interpret(alone, { ...call, time: 0 }, newState(reading)).code);
}

function answerOf(code: string): BoundaryAnswer {
  if (code === 'default_action') return 'inside';
  return code === 'argument_too_large' ? 'large' : 'outside';
}

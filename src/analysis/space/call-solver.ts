import type { ArgumentPath } from '../../model/argument-path.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { unclearAnswer } from '../language/answer-set.ts';
import type { LanguageAlgebra } from '../language/language-algebra.ts';
import type { QueryJudge } from '../query/query-judge.ts';
import { exactText } from './answer-frame.ts';
import type { Atom } from './atom.ts';
import { type Closure, emptyTree, nodeAt } from './path-tree.ts';
import { solveTree } from './solve-tree.ts';
import type { QueryAnswers, Solution } from './spot.ts';
import { type Demand, demandKey, permits, type Store } from './store.ts';

/** What a call is looked for with. */
export interface CallSpace {
  readonly algebra: LanguageAlgebra;
  readonly tenantId: string;
  readonly maxTextBytes: number;
  /** Context keys that every call has. */
  readonly required: readonly string[];
  /** Whether a text that is longer than matchers read may be taken. */
  readonly withLong: boolean;
  readonly queries: QueryAnswers;
  readonly judge: QueryJudge;
}

/** The part of a call that decisions depend on. */
export interface CallParts {
  readonly arguments: JsonObject;
  readonly context: JsonObject;
}

/**
 * Finds calls of a store. What one argument holds never depends on another, so each is solved by itself, and only once
 * for the same demands. Throws `OverBudget`.
 */
export interface CallSolver {
  /** Whether there is any call. */
  hasCall(store: Store): boolean;
  /** A small call of the store; undefined where there is none. */
  callOf(store: Store): CallParts | undefined;
}

type Found = Solution | 'none';

export function createCallSolver(space: CallSpace): CallSolver {
  const known = new Map<string, Found>();
  const solve = (group: Group): Found => {
    const key = `${group.root} ${group.key} ${demandKey(group.demands)}|${group.mustBe.map(({ text }) => text).join(' ')}|${closedKey(group)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = solveGroup(group, space) ?? 'none';
    known.set(key, found);
    return found;
  };
  const solveAll = (store: Store): CallParts | undefined => {
    for (const presence of waysToBreak(store)) {
      const found = combined(store, presence, space, solve);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { hasCall: (store) => solveAll(store) !== undefined, callOf: solveAll };
}

/** What is demanded below one key of the arguments or of the context. */
interface Group {
  readonly root: 'arguments' | 'context';
  readonly key: string;
  readonly demands: Map<Atom, Demand>;
  readonly mustBe: ArgumentPath[];
  readonly closed: Store['closed'];
}

function closedKey({ closed, root }: Group): string {
  return root === 'context' ? '' : JSON.stringify(closed.map((paths) => paths.map(({ text }) => text)));
}

function combined(
  store: Store,
  presence: Presence,
  space: CallSpace,
  solve: (group: Group) => Found,
): CallParts | undefined {
  const parts = { arguments: new Map<string, JsonValue>(), context: new Map<string, JsonValue>() };
  for (const key of presence.freshKeys) parts.arguments.set(key, true);
  parts.context.set('tenant_id', space.tenantId);
  for (const key of space.required) if (!parts.context.has(key)) parts.context.set(key, 'x');
  for (const [{ path }, demand] of store.demands) {
    // The arguments are an object: their items are unclear.
    if (path.segments[0]?.kind !== 'key' && !permits(demand, unclearAnswer)) return undefined;
  }
  for (const group of groupsOf(store, presence)) {
    const found = solve(group);
    if (found === 'none') return undefined;
    if (found.value !== undefined) parts[group.root].set(group.key, found.value);
  }
  return { arguments: Object.fromEntries(parts.arguments), context: Object.fromEntries(parts.context) };
}

function groupsOf(store: Store, presence: Presence): Iterable<Group> {
  const groups = new Map<string, Group>();
  const groupAt = (path: ArgumentPath): Group | undefined => {
    const [first] = path.segments;
    if (path.root === 'result' || first?.kind !== 'key') return undefined;
    const name = `${path.root} ${first.key}`;
    const group = groups.get(name) ?? {
      root: path.root,
      key: first.key,
      demands: new Map(),
      mustBe: [],
      closed: store.closed,
    };
    groups.set(name, group);
    return group;
  };
  for (const [atom, demand] of store.demands) groupAt(atom.path)?.demands.set(atom, demand);
  for (const path of presence.mustBe) groupAt(path)?.mustBe.push(path);
  return groups.values();
}

function solveGroup(group: Group, space: CallSpace): Solution | undefined {
  const tree = emptyTree();
  for (const [atom, demand] of group.demands)
    nodeAt(tree, atom.path.segments.slice(1)).here.set(atom, demand);
  for (const path of group.mustBe) nodeAt(tree, path.segments.slice(1)).mustBe = true;
  const closed = group.root === 'context' ? [] : group.closed.map((paths) => closureOf(paths, group.key));
  // What nothing is demanded of may be the only way to something that closed arguments let be.
  for (const { following } of closed) for (const { path } of following) nodeAt(tree, path.segments.slice(1));
  const isTenant = group.root === 'context' && group.key === 'tenant_id';
  return solveTree(
    tree,
    {
      closed,
      required: group.root === 'context' && space.required.includes(group.key),
      ...(isTenant ? { only: exactText(space.tenantId, space.algebra) } : {}),
    },
    { ...space, supposed: new Map() },
  );
}

function closureOf(paths: readonly ArgumentPath[], key: string): Closure {
  return {
    following: paths.flatMap((path) => {
      const [first] = path.segments;
      return first?.kind === 'key' && first.key === key ? [{ path, done: 1 }] : [];
    }),
  };
}

/** What must be there so that closed arguments are broken. */
interface Presence {
  readonly mustBe: readonly ArgumentPath[];
  readonly freshKeys: readonly string[];
}

/** A name that no path has. */
const freshKey = 'unexpected';

/** The ways in which a call can hold an argument that each of the broken closures does not let be. */
function waysToBreak({ broken, closed, demands }: Store): readonly Presence[] {
  if (broken.length === 0) return [{ mustBe: [], freshKeys: [] }];
  if (closed.length === 0) return [{ mustBe: [], freshKeys: [freshName(broken, demands)] }];
  // It must be something that what is kept closed lets be.
  return (closed[0] ?? [])
    .filter((path) => broken.every((paths) => !paths.some((named) => isAtOrBelow(path, named))))
    .map((path) => ({ mustBe: [path], freshKeys: [] }));
}

function freshName(broken: Store['broken'], demands: Store['demands']): string {
  const paths = [...broken.flat(), ...[...demands.keys()].map(({ path }) => path)];
  const taken = new Set(paths.flatMap(({ segments: [first] }) => (first?.kind === 'key' ? [first.key] : [])));
  let name = freshKey;
  for (let nth = 2; taken.has(name); nth += 1) name = `${freshKey}${nth}`;
  return name;
}

function isAtOrBelow(path: ArgumentPath, named: ArgumentPath): boolean {
  return named.segments.every((segment, at) => {
    const own = path.segments[at];
    return segment.kind === 'each' ? own?.kind === 'each' : own?.kind === 'key' && own.key === segment.key;
  });
}

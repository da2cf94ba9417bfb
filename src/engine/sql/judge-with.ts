import type { Surroundings, VisibleCte } from './inquiry.ts';
import { deeper, inQuery, onlyKnown, refuse } from './inquiry.ts';
import type { Fields } from './tree.ts';
import { isPlainObject } from '../plain-data.ts';
import { fieldsOf, has, listAt, nodeOf, textAt } from './tree.ts';
import { judgeQuery } from './walk.ts';

const known = ['ctename', 'aliascolnames', 'ctematerialized', 'ctequery', 'location'];

/** Judges the common table expressions of a statement. What comes back also sees them. */
export function judgeWith(clause: Fields | undefined, around: Surroundings): Surroundings {
  if (clause === undefined) return around;
  const { inquiry } = around;
  onlyKnown(inquiry, clause, 'WITH', ['ctes', 'recursive', 'location']);
  const ctes = listAt(clause, 'ctes').map((cte) => fieldsOf(cte, 'CommonTableExpr'));
  const visible = new Map<string, VisibleCte>(around.ctes);
  const recursive = clause.recursive === true;
  for (const cte of ctes) if (cte !== undefined) noteName(cte, around);
  // Each sees those before it; under RECURSIVE all see all, and nobody knows yet what may fail.
  if (recursive) {
    for (const cte of ctes) visible.set(textAt(cte ?? {}, 'ctename') ?? '', { fallible: true, fence: false });
    inquiry.growth = Number.POSITIVE_INFINITY;
  }
  for (const cte of ctes) {
    if (cte === undefined) {
      refuse(inquiry, 'WITH that is not understood', clause);
      continue;
    }
    onlyKnown(inquiry, cte, 'a common table expression', known);
    const before = inquiry.fallible;
    judgeBody(cte, { ...around, ctes: new Map(visible) });
    const fallible = recursive || inquiry.fallible > before;
    const fence = isFence(cte) || fieldsOf(cte.ctequery, 'SelectStmt') === undefined;
    visible.set(textAt(cte, 'ctename') ?? '', { fallible, fence });
  }
  return { ...around, ctes: visible };
}

function noteName(cte: Fields, { inquiry }: Surroundings): void {
  const { tables, sharedTables } = inquiry.policy;
  const name = textAt(cte, 'ctename') ?? '';
  if (
    inquiry.cteNames.has(name) ||
    tables?.has(name) === true ||
    sharedTables.has(name) ||
    /^pg_/i.test(name)
  )
    refuse(inquiry, `WITH ${name}, which shadows another ${name}`, cte);
  inquiry.cteNames.add(name);
}

function judgeBody(cte: Fields, around: Surroundings): void {
  const { inquiry } = around;
  const node = nodeOf(cte.ctequery);
  if (node?.kind === 'SelectStmt') {
    const inside = inQuery(around);
    const isFenced = isFence(cte) && inside.place !== 'early';
    judgeQuery(
      node.fields,
      isFenced ? { ...inside, place: 'last', use: 'shown' } : inside,
      listAt(cte, 'aliascolnames').length === 0,
    );
    return;
  }
  if (node === undefined) {
    refuse(inquiry, 'WITH that is not understood', cte);
    return;
  }
  // A statement in WITH is carried out once, to its end, whatever asks for its rows.
  deeper(inquiry, undefined, () =>
    inquiry.walkers.change(node, { ...around, compared: true, place: 'last', use: 'shown' }),
  );
}

/**
 * Whether a query of WITH is computed by itself, of rows that were chosen, so that nothing is moved into it from outside:
 * where it says so, and where it reads itself.
 */
function isFence(cte: Fields): boolean {
  return (
    textAt(cte, 'ctematerialized') === 'CTEMaterializeAlways' ||
    readsTable(cte.ctequery, textAt(cte, 'ctename') ?? '')
  );
}

/** Whether a name of a table stands anywhere in a tree. */
function readsTable(tree: unknown, name: string): boolean {
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) for (const item of next) open.push(item);
    else if (isPlainObject(next)) {
      const range = fieldsOf(next, 'RangeVar');
      if (range !== undefined && textAt(range, 'relname') === name && !has(range, 'schemaname')) return true;
      for (const part of Object.values(next)) open.push(part);
    }
  }
  return false;
}

import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { judgeCall } from './judge-call.ts';
import { judgeFallible } from './judge-fallible.ts';
import { judgeOperation } from './judge-operation.ts';
import { judgeSublink } from './judge-sublink.ts';
import { judgeCast } from './judge-cast.ts';
import { judgeColumn } from './judge-column.ts';
import { isModestNumber } from './literals.ts';
import { isClockWord } from './moments.ts';
import type { Reach } from './reach.ts';
import { fixed, further, literal, ofRow, readsRows } from './reach.ts';
import type { Fields, SqlNode } from './tree.ts';
import { listAt, namesAt, nodeOf, stringNode } from './tree.ts';
import { judgeExpression, judgeExpressions } from './walk.ts';

/** Nodes that are what their parts are: which fields hold expressions, and which say nothing more. */
const plainNodes: ReadonlyMap<
  string,
  { readonly parts: readonly string[]; readonly rest: readonly string[] }
> = new Map([
  ['BoolExpr', { parts: ['args'], rest: ['boolop'] }],
  ['NullTest', { parts: ['arg'], rest: ['nulltesttype'] }],
  ['BooleanTest', { parts: ['arg'], rest: ['booltesttype'] }],
  ['CoalesceExpr', { parts: ['args'], rest: [] }],
  ['MinMaxExpr', { parts: ['args'], rest: ['op'] }],
  ['List', { parts: ['items'], rest: [] }],
  ['CaseExpr', { parts: ['arg', 'args', 'defresult'], rest: [] }],
  ['CaseWhen', { parts: ['expr', 'result'], rest: [] }],
  ['NamedArgExpr', { parts: ['arg'], rest: ['name', 'argnumber'] }],
  ['GroupingFunc', { parts: ['args'], rest: [] }],
  ['GroupingSet', { parts: ['content'], rest: ['kind'] }],
  ['SortBy', { parts: ['node'], rest: ['sortby_dir', 'sortby_nulls'] }],
  ['SetToDefault', { parts: [], rest: [] }],
  ['MultiAssignRef', { parts: ['source'], rest: ['colno', 'ncolumns'] }],
]);

/** Judges a node of an expression. What it does not know it refuses. */
export function judgeNode({ kind, fields }: SqlNode, around: Surroundings): Reach {
  const { inquiry } = around;
  const plain = plainNodes.get(kind);
  if (plain !== undefined) {
    onlyKnown(inquiry, fields, kind, [...plain.parts, ...plain.rest, 'location']);
    let reach: Reach = literal;
    for (const part of plain.parts) reach = further(reach, judgeExpressions(listAt(fields, part), around));
    return reach;
  }
  switch (kind) {
    case 'A_Const':
      if (around.compared && !isModestNumber(fields)) refuse(inquiry, 'a number of that size', fields);
      return literal;
    case 'RowExpr':
      return judgeRow(fields, around);
    case 'A_ArrayExpr':
      return judgeArray(fields, around);
    case 'ParamRef':
      return fixed;
    case 'ColumnRef':
      return judgeColumn(fields, around);
    case 'A_Expr':
      return judgeOperation(fields, around);
    case 'FuncCall':
      return judgeCall(fields, around);
    case 'SubLink':
      return judgeSublink(fields, around);
    case 'TypeCast':
      return judgeCast(fields, around);
    case 'CollateClause':
      return judgeCollation(fields, around);
    case 'A_Indirection':
      return judgeSubscripts(fields, around);
    case 'SQLValueFunction':
      if (!isClockWord(fields)) refuse(inquiry, 'a value that tells of the session', fields);
      return fixed;
    default:
      refuse(inquiry, `${kind}, which is not taken`, fields);
      return ofRow;
  }
}

// Rows are compared column by column when the statement runs, and columns of two types then end in an error.
function judgeRow(fields: Fields, around: Surroundings): Reach {
  onlyKnown(around.inquiry, fields, 'a row', ['args', 'row_format', 'location']);
  if (around.compared) refuse(around.inquiry, 'a row as a value that may be compared', fields);
  return judgeExpressions(listAt(fields, 'args'), around);
}

function judgeArray(fields: Fields, around: Surroundings): Reach {
  const { inquiry, compared } = around;
  onlyKnown(inquiry, fields, 'an array', ['elements', 'list_start', 'list_end', 'location']);
  const reach = judgeExpressions(listAt(fields, 'elements'), around);
  if (compared && readsRows(reach)) refuse(inquiry, 'an array of columns that may be compared', fields);
  return reach;
}

/** A collation, which two sides of a comparison must not have each of its own. */
function judgeCollation(fields: Fields, around: Surroundings): Reach {
  onlyKnown(around.inquiry, fields, 'COLLATE', ['arg', 'collname', 'location']);
  if (around.compared) refuse(around.inquiry, 'COLLATE of what may be compared', fields);
  if (namesAt(fields, 'collname')?.length !== 1) refuse(around.inquiry, 'a collation of a schema', fields);
  return judgeExpression(fields.arg, around);
}

// `(x).name` may also call a function of that name, so that only subscripts are taken.
function judgeSubscripts(fields: Fields, around: Surroundings): Reach {
  onlyKnown(around.inquiry, fields, 'a subscript', ['arg', 'indirection', 'location']);
  const reach = judgeExpression(fields.arg, around);
  let place: Reach = literal;
  for (const step of listAt(fields, 'indirection')) {
    const node = nodeOf(step);
    if (node?.kind !== 'A_Indices') {
      refuse(around.inquiry, `the field ${stringNode(step) ?? '*'} of an expression`, fields);
      continue;
    }
    onlyKnown(around.inquiry, node.fields, 'a subscript', ['is_slice', 'lidx', 'uidx']);
    place = further(place, judgeExpression(node.fields.lidx, around));
    place = further(place, judgeExpression(node.fields.uidx, around));
  }
  judgeFallible(place, 'a subscript that is no literal', fields, around);
  return further(reach, place);
}

import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { judgeCall } from './judge-call.ts';
import { judgeFallible } from './judge-fallible.ts';
import { judgeOperation } from './judge-operation.ts';
import { judgeSublink } from './judge-sublink.ts';
import { isClockWord } from './moments.ts';
import type { Reach } from './reach.ts';
import { fixed, further, literal, ofRow } from './reach.ts';
import type { Fields, SqlNode } from './tree.ts';
import { listAt, namesAt, nodeOf, stringNode, untagged } from './tree.ts';
import { isText, judgeTypeName } from './type-names.ts';
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
  ['RowExpr', { parts: ['args'], rest: ['row_format'] }],
  ['A_ArrayExpr', { parts: ['elements'], rest: ['list_start', 'list_end'] }],
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
      return literal;
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

function judgeColumn(fields: Fields, { inquiry }: Surroundings): Reach {
  onlyKnown(inquiry, fields, 'a column', ['fields', 'location']);
  if (listAt(fields, 'fields').length > 2)
    refuse(inquiry, 'a column behind a schema or of a composite', fields);
  return ofRow;
}

function judgeCast(fields: Fields, around: Surroundings): Reach {
  onlyKnown(around.inquiry, fields, 'a cast', ['arg', 'typeName', 'location']);
  const type = untagged(fields, 'typeName');
  const name = judgeTypeName(around.inquiry, type);
  const reach = judgeExpression(fields.arg, around);
  if (type !== undefined && !isText(name, type))
    judgeFallible(reach, `a cast to ${name ?? 'a type'}`, type, around);
  return reach;
}

function judgeCollation(fields: Fields, around: Surroundings): Reach {
  onlyKnown(around.inquiry, fields, 'COLLATE', ['arg', 'collname', 'location']);
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

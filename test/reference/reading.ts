import type { Answer } from './kleene.ts';

/**
 * The places where the page says one thing and an engine could do another. The interpreter asks this record there,
 * so that a test can read the page wrongly on purpose and see that the comparison notices.
 */
export interface Reading {
  /** "In an allow condition and in a boundary all elements must be yes". */
  readonly allowElements: 'all' | 'some';
  /** "In a deny condition one yes makes it yes". */
  readonly denyElements: 'all' | 'some';
  /** "decides if all elements are yes; if only some are, it is a floor". */
  readonly approvalElements: 'all' | 'some';
  /** "`not` on it is unclear", of an absent or null value. */
  readonly notOfAbsent: Answer;
  /** "`not` keeps unclear". */
  readonly notOfUnclear: Answer;
  /** "an empty list is no". */
  readonly emptyList: Answer;
  /** "A value of another type than the matcher takes, or not in its canonical form: unclear". */
  readonly wrongType: Answer;
  /** "a null or list element is unclear for the whole matcher". */
  readonly oddElement: Answer;
  /** "Absent or null: no (`exists: false`: yes)". */
  readonly nullIsAbsent: boolean;
  /** Deny, "unclear": "denies, `argument_unjudgeable`". */
  readonly unclearDenies: boolean;
  /** "if only some are, it is a floor". */
  readonly ruleFloors: boolean;
  /** Step 4: "any require_approval is a floor". */
  readonly baselineFloors: boolean;
  /** "its whole-value parts see the list". */
  readonly wholeValueParts: boolean;
  /** "the paths of one `match`, are no if one is no". */
  readonly paths: 'all' | 'some';
  /** "every leaf below `arguments` ... else deny". */
  readonly closedArguments: boolean;
  /** "must answer yes; otherwise deny, `boundary`", also where the answer is unclear. */
  readonly unclearBoundaryDenies: boolean;
  /** "an exact entry replaces them", of globs in boundaries. */
  readonly exactBoundaryReplaces: boolean;
  /** "letters, digits, `_` and `-`", not `.`, `:` and `/`. */
  readonly starStopsAtDot: boolean;
  /** "a template's rule whose `id` the policy also has is dropped". */
  readonly sameIdDropped: boolean;
  /** "Scalars: the nearest wins". */
  readonly nearestWins: boolean;
  /** "quoted" of a variable in a regex. */
  readonly variablesQuoted: boolean;
  /** "an allow a require_approval, code `plan`". */
  readonly planApprovals: boolean;
  /** "the half-open span (t - unit, t]". */
  readonly spanHalfOpen: boolean;
  /** "and nothing is taken". */
  readonly refusedTakesNothing: boolean;
  /** "A plan's limit counts each tool by itself". */
  readonly planLimitByTool: boolean;
  /** "keyed by tenant first". */
  readonly limitsByTenant: boolean;
  /** "one that steps back is held, not believed". */
  readonly clockHeld: boolean;
  /** "A deny by `default_action` has the code `argument_unjudgeable` where ...". */
  readonly unclearDefault: boolean;
}

/** The page read as it is written. */
export const asWritten: Reading = {
  allowElements: 'all',
  denyElements: 'some',
  approvalElements: 'all',
  notOfAbsent: 'unclear',
  notOfUnclear: 'unclear',
  emptyList: 'no',
  wrongType: 'unclear',
  oddElement: 'unclear',
  nullIsAbsent: true,
  unclearDenies: true,
  ruleFloors: true,
  baselineFloors: true,
  wholeValueParts: true,
  paths: 'all',
  closedArguments: true,
  unclearBoundaryDenies: true,
  exactBoundaryReplaces: true,
  starStopsAtDot: true,
  sameIdDropped: true,
  nearestWins: true,
  variablesQuoted: true,
  planApprovals: true,
  spanHalfOpen: true,
  refusedTakesNothing: true,
  planLimitByTool: true,
  limitsByTenant: true,
  clockHeld: true,
  unclearDefault: true,
};

/** Ways to read the page wrongly, each in one place. */
export const misreadings: readonly { readonly fault: string; readonly reading: Reading }[] = [
  { fault: 'an allow is content with one good element', reading: { ...asWritten, allowElements: 'some' } },
  { fault: 'a deny needs every element', reading: { ...asWritten, denyElements: 'all' } },
  { fault: 'an approval decides with one good element', reading: { ...asWritten, approvalElements: 'some' } },
  { fault: '`not` of an absent value is yes', reading: { ...asWritten, notOfAbsent: 'yes' } },
  { fault: '`not` of an absent value is no', reading: { ...asWritten, notOfAbsent: 'no' } },
  { fault: '`not` of unclear is yes', reading: { ...asWritten, notOfUnclear: 'yes' } },
  { fault: '`not` of unclear is no', reading: { ...asWritten, notOfUnclear: 'no' } },
  { fault: 'an empty list is yes', reading: { ...asWritten, emptyList: 'yes' } },
  { fault: 'an empty list is unclear', reading: { ...asWritten, emptyList: 'unclear' } },
  { fault: 'a value of the wrong type is no', reading: { ...asWritten, wrongType: 'no' } },
  { fault: 'a null or list element is no', reading: { ...asWritten, oddElement: 'no' } },
  { fault: 'null is a value like others', reading: { ...asWritten, nullIsAbsent: false } },
  { fault: 'a deny that is unclear goes on', reading: { ...asWritten, unclearDenies: false } },
  { fault: 'a floor of a rule is forgotten', reading: { ...asWritten, ruleFloors: false } },
  { fault: 'a floor of the baseline is forgotten', reading: { ...asWritten, baselineFloors: false } },
  { fault: 'whole-value parts see the element', reading: { ...asWritten, wholeValueParts: false } },
  { fault: 'one path of a match is enough', reading: { ...asWritten, paths: 'some' } },
  { fault: 'arguments are never closed', reading: { ...asWritten, closedArguments: false } },
  { fault: 'a boundary lets unclear pass', reading: { ...asWritten, unclearBoundaryDenies: false } },
  {
    fault: 'a glob of a boundary counts beside the exact name',
    reading: { ...asWritten, exactBoundaryReplaces: false },
  },
  { fault: '`*` goes past a dot', reading: { ...asWritten, starStopsAtDot: false } },
  {
    fault: "a template's rule stays beside the policy's own",
    reading: { ...asWritten, sameIdDropped: false },
  },
  { fault: 'the farthest scalar wins', reading: { ...asWritten, nearestWins: false } },
  { fault: 'variables go into a regex unquoted', reading: { ...asWritten, variablesQuoted: false } },
  { fault: 'a plan asks for no approval', reading: { ...asWritten, planApprovals: false } },
  { fault: 'the span is closed at both ends', reading: { ...asWritten, spanHalfOpen: false } },
  { fault: 'a refused call takes room', reading: { ...asWritten, refusedTakesNothing: false } },
  {
    fault: "a plan's limit counts all its tools together",
    reading: { ...asWritten, planLimitByTool: false },
  },
  { fault: 'tenants share counters', reading: { ...asWritten, limitsByTenant: false } },
  { fault: 'a clock that steps back is believed', reading: { ...asWritten, clockHeld: false } },
  { fault: 'a default deny never says unjudgeable', reading: { ...asWritten, unclearDefault: false } },
];

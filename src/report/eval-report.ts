import type { Decision, LimitUse, TraceStep } from '../model/decision.ts';
import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../model/json.ts';
import type { Action } from '../model/rule.ts';
import { visibleText } from '../text/visible-text.ts';
import { type DecisionJson, decisionJson } from '../engine/decision-json.ts';
import { jsonLine } from './json-text.ts';
import type { Paint, Palette } from './palette.ts';
import { prettyTrace } from './pretty-trace.ts';

/** One call and what was decided. */
export interface EvaluatedCall {
  readonly tool: string;
  readonly arguments: JsonValue | UnjudgeableArguments;
  readonly context: JsonObject;
  readonly decision: Decision;
  /** What the user expected, where they said so. */
  readonly expected?: Action;
}

const labelColumns = 10;
const longestArguments = 400;

/** What `eval --format json` prints (`schemas/eval-output.schema.json`). */
export interface EvalOutput {
  readonly schemaVersion: 1;
  /** `arguments` is null, and `unjudgeable` says why, where their text could not be read strictly. */
  readonly call: {
    readonly tool: string;
    readonly arguments: JsonValue;
    readonly unjudgeable?: string;
    readonly context: JsonObject;
  };
  readonly decision: DecisionJson;
  readonly trace?: readonly TraceStep[];
}

/** The machine form. */
export function evalOutput({ tool, arguments: args, context, decision }: EvaluatedCall): EvalOutput {
  const judged =
    args instanceof UnjudgeableArguments
      ? { arguments: null, unjudgeable: args.problem }
      : { arguments: args };
  return {
    schemaVersion: 1,
    call: { tool, ...judged, context },
    decision: decisionJson(decision),
    ...(decision.trace === undefined ? {} : { trace: decision.trace }),
  };
}

/** The verdict for a person: what was decided, why, by which rule, and on request every step. Ends with a line break. */
export function prettyEval(evaluated: EvaluatedCall, palette: Palette): string {
  const { decision, expected } = evaluated;
  const paint = actionPaint(decision.action, palette);
  const lines = [
    `${paint(palette.strong(decision.action))}  ${visibleText(decision.reason)}`,
    ...rows(evaluated).map(
      ([label, text]) => `  ${palette.dim(label.padEnd(labelColumns))}${visibleText(text)}`,
    ),
  ];
  if (decision.trace !== undefined) lines.push('', ...prettyTrace(decision.trace, palette));
  if (expected !== undefined && expected !== decision.action) {
    lines.push('', `${palette.bad('not met')}  expected ${expected}, decided ${decision.action}`);
  }
  return `${lines.join('\n')}\n`;
}

/** How an action is coloured. */
function actionPaint(action: Action, palette: Palette): Paint {
  if (action === 'allow') return palette.good;
  return action === 'deny' ? palette.bad : palette.caution;
}

function rows(evaluated: EvaluatedCall): readonly (readonly [string, string])[] {
  const { tool, decision } = evaluated;
  return [
    ['call', `${tool} ${argumentsText(evaluated.arguments)}`],
    ['context', jsonLine(evaluated.context)],
    ['code', decision.code],
    ...decidedBy(decision),
    ...approvalRow(decision),
    ...limitRows(decision.limits),
    ...loggingRow(decision),
    ...(decision.notes ?? []).map((note) => ['note', note] as const),
  ];
}

function argumentsText(args: EvaluatedCall['arguments']): string {
  if (args instanceof UnjudgeableArguments) return `(cannot be judged: ${args.problem})`;
  const text = jsonLine(args);
  return text.length <= longestArguments
    ? text
    : `${text.slice(0, longestArguments)}… (${text.length} characters)`;
}

function decidedBy({ policy }: Decision): readonly (readonly [string, string])[] {
  const rule = policy.rule === undefined ? [] : [policy.rule];
  const condition = policy.condition === undefined ? [] : [`condition ${policy.condition}`];
  const place = policy.file === undefined ? [] : [`${policy.file}:${policy.line ?? 1}`];
  const words = [[...rule, ...condition].join(', '), ...place].filter((word) => word !== '');
  if (words.length === 0) return [];
  return [[rule.length === 0 ? 'policy' : 'rule', words.join('  ')]];
}

function approvalRow({ action, approval }: Decision): readonly (readonly [string, string])[] {
  if (action !== 'require_approval') return [];
  if (approval === undefined) return [['approval', 'by nobody named: the policy names no channel']];
  const channel = approval.channel === undefined ? 'no channel' : `by ${approval.channel}`;
  const wait =
    approval.timeoutSeconds === undefined ? 'without time limit' : `within ${approval.timeoutSeconds} s`;
  return [['approval', `${channel}, ${wait}, else ${approval.onTimeout}`]];
}

function limitRows(limits: Decision['limits']): readonly (readonly [string, string])[] {
  if (limits === undefined) return [];
  if (limits === 'not_evaluable') return [['limits', 'left out']];
  return limits.map((use, index) => [index === 0 ? 'limits' : '', limitText(use)] as const);
}

function limitText({ scope, name, limit, used, retryAfter }: LimitUse): string {
  const wait = retryAfter === undefined ? '' : `, full: again in ${retryAfter} s`;
  return `${name}  ${used} of ${limit} (${scope})${wait}`;
}

function loggingRow({ logging }: Decision): readonly (readonly [string, string])[] {
  const level = logging.level === undefined ? [] : [logging.level];
  const kept = logging.retention === undefined ? [] : [`kept ${logging.retention}`];
  const words = [...level, ...kept];
  return words.length === 0 ? [] : [['logging', words.join(', ')]];
}

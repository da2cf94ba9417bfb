import { visibleText } from '../text/visible-text.ts';
import type { BoundaryArgumentView, BoundaryView, EffectiveView } from './effective-view.ts';
import { jsonLine } from './json-text.ts';
import { matcherText } from './matcher-text.ts';
import type { Palette } from './palette.ts';
import type { ConditionView, Origin, OutcomeView, RuleView } from './rule-view.ts';
import { textWidth } from './text-width.ts';

interface ShowLine {
  readonly indent: number;
  readonly text: string;
  readonly origin?: Origin | undefined;
}

// A fixed column, so that one long line does not move all others in a diff.
const originColumn = 72;

/**
 * A tenant's effective policy for people and for git's textconv: one thing a line, its origin at the right, in the order
 * in which a call meets them. The same workspace gives the same bytes. Ends with a line break.
 */
export function showText(view: EffectiveView, palette: Palette): string {
  const lines = [
    ...headLines(view),
    ...section('context must have', [{ indent: 1, text: view.required.join(', ') }]),
    ...section('plan entitles to', entitlementLines(view)),
    ...section('boundaries', view.boundaries.flatMap(boundaryLines)),
    ...section('baseline', view.baseline.flatMap(ruleLines)),
    ...section('rules, the first that decides', view.rules.flatMap(ruleLines)),
    ...section('otherwise', [
      { indent: 1, text: view.defaultAction.value, origin: view.defaultAction.origin },
    ]),
    ...section(
      'plan limits',
      view.limits.map(({ name, value, origin }) => ({ indent: 1, text: `${name}  ${value}`, origin })),
    ),
    ...section('logging', loggingLines(view)),
    ...section(
      'isolation',
      view.isolation.map(({ name, value, origin }) => ({
        indent: 1,
        text: `${name}  ${jsonLine(value)}`,
        origin,
      })),
    ),
  ];
  return `${lines.map((line) => renderLine(line, palette)).join('\n')}\n`;
}

function section(title: string, lines: readonly ShowLine[]): readonly ShowLine[] {
  return lines.length === 0 ? [] : [{ indent: 0, text: '' }, { indent: 0, text: title }, ...lines];
}

function headLines(view: EffectiveView): readonly ShowLine[] {
  const { tenant, name, status, plan, tool } = view;
  return [
    { indent: 0, text: `tenant ${tenant.value}`, origin: tenant.origin },
    ...(tool === undefined ? [] : [{ indent: 1, text: `only what concerns the tool ${tool}` }]),
    ...(name === undefined ? [] : [{ indent: 1, text: `name  ${name.value}`, origin: name.origin }]),
    { indent: 1, text: `status  ${status.value}`, origin: status.origin },
    ...(plan === undefined ? [] : [{ indent: 1, text: `plan  ${plan.value}`, origin: plan.origin }]),
    ...view.extends.map(({ value, origin }) => ({ indent: 1, text: `extends  ${value}`, origin })),
    ...view.labels.map(({ name: label, value, origin }) => ({
      indent: 1,
      text: `label ${label}  ${value}`,
      origin,
    })),
    ...view.variables.map(({ name: variable, value, origin }) => ({
      indent: 1,
      text: `variable ${variable}  ${jsonLine(value)}`,
      origin,
    })),
  ];
}

function entitlementLines({ entitledTools, approvalsRequired }: EffectiveView): readonly ShowLine[] {
  return [
    ...(entitledTools ?? []).map(({ value, origin }) => ({ indent: 1, text: value, origin })),
    ...(approvalsRequired === undefined
      ? []
      : [{ indent: 1, text: 'approval of every call', origin: approvalsRequired.origin }]),
  ];
}

function boundaryLines({ tool, enforced, arguments: args, origin }: BoundaryView): readonly ShowLine[] {
  const state = enforced ? '' : '  (not enforced)';
  if (args.length === 0) return [{ indent: 1, text: `${tool}  none${state}`, origin }];
  return [
    { indent: 1, text: `${tool}${state}`, origin },
    ...args.map((each) => ({ indent: 2, text: `${each.path}  ${boundaryText(each)}`, origin: each.origin })),
  ];
}

function boundaryText({ kind, matcher, to }: BoundaryArgumentView): string {
  if (matcher !== undefined) return matcherText(matcher);
  return to === undefined ? kind : `${kind} ${to}`;
}

function ruleLines(rule: RuleView): readonly ShowLine[] {
  const closed = rule.closedArguments ? '  closed_arguments' : '';
  const rate = rule.rateLimit === undefined ? '' : `  at most ${rule.rateLimit}`;
  return [
    { indent: 1, text: `${rule.name}  ${rule.tools.join(', ')}${closed}${rate}`, origin: rule.origin },
    ...rule.conditions.flatMap(conditionLines),
    ...(rule.action === undefined
      ? []
      : [
          {
            indent: 2,
            text: `${rule.conditions.length === 0 ? 'always' : 'else'} ${rule.action}`,
            origin: rule.origin,
          },
        ]),
    ...wordLines(rule, rule.origin, 2),
  ];
}

function conditionLines(condition: ConditionView): readonly ShowLine[] {
  return [
    { indent: 2, text: `${condition.name}: ${condition.action ?? ''} where`, origin: condition.origin },
    ...condition.match.map(({ path, matcher, origin }) => ({
      indent: 3,
      text: `${path}  ${matcherText(matcher)}`,
      origin,
    })),
    ...wordLines(condition, condition.origin, 3),
  ];
}

function wordLines({ reason, approval }: OutcomeView, origin: Origin, indent: number): readonly ShowLine[] {
  return [
    ...(reason === undefined ? [] : [{ indent, text: `reason  ${reason}`, origin }]),
    ...(approval === undefined ? [] : [{ indent, text: `approval  ${jsonLine(approval)}`, origin }]),
  ];
}

function loggingLines({ logging }: EffectiveView): readonly ShowLine[] {
  const { level, retention } = logging;
  return [
    ...(level === undefined ? [] : [{ indent: 1, text: `level  ${level.value}`, origin: level.origin }]),
    ...(retention === undefined
      ? []
      : [{ indent: 1, text: `kept  ${retention.value}`, origin: retention.origin }]),
  ];
}

function renderLine({ indent, text, origin }: ShowLine, palette: Palette): string {
  const words = `${'  '.repeat(indent)}${visibleText(text)}`;
  const painted = indent === 0 && words !== '' ? palette.strong(words) : words;
  if (origin === undefined) return painted;
  const space = ' '.repeat(Math.max(2, originColumn - textWidth(words)));
  return `${painted}${space}${palette.place(originText(origin))}`;
}

function originText({ file, line, templates }: Origin): string {
  const via = templates === undefined ? '' : ` (${templates.join(' > ')})`;
  return visibleText(`${file}:${line}${via}`);
}

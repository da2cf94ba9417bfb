import type { BundleApproval, BundleData, BundleRate, BundleRule, RuleUse } from '../bundle/bundle-data.ts';
import type { BundleText } from '../bundle/bundle-matcher.ts';
import type { InspectedBundle } from '../bundle/inspect-bundle.ts';
import { referenceText } from '../engine/compile/reference-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { bundleSummary } from './bundle-summary.ts';
import { jsonLine } from './json-text.ts';

/**
 * All that a bundle holds, as text for git's textconv: sorted, a thing a line, so that a change in the policies changes
 * the lines it is about. Positions, digests of sources and paths of webhooks are left out. Ends with a line break.
 */
export function bundleText(inspected: InspectedBundle): string {
  const { data } = inspected;
  const lines = [
    ...bundleSummary(inspected),
    '',
    `context must have ${data.envelope.required.join(', ')}`,
    `matchers read up to ${data.limits.max_argument_bytes} bytes`,
    ...planLines(data),
    ...boundaryLines(data),
    ...(data.baseline.length === 0
      ? []
      : ['', 'baseline', ...data.baseline.flatMap((use) => ruleLines(data, use))]),
    ...tenantLines(data),
    ...ruleSetLines(data),
  ];
  return `${lines.map(visibleText).join('\n')}\n`;
}

function planLines({ plans }: BundleData): readonly string[] {
  return sortedEntries(plans ?? {}).flatMap(([name, plan]) => [
    '',
    `plan ${name}  rank ${plan.rank}`,
    ...(plan.tools === undefined ? [] : [`  tools  ${plan.tools.join(', ')}`]),
    ...sortedBy(plan.limits, ({ name }) => name).map((limit) => `  ${limit.name}  ${rateText(limit.rate)}`),
    ...(plan.approvals_required === true ? ['  approval of every call'] : []),
    ...(plan.logging === undefined ? [] : [`  logging  ${jsonLine(plan.logging)}`]),
  ]);
}

function boundaryLines({ boundaries }: BundleData): readonly string[] {
  return boundaries.flatMap(({ enforce, tools }) => [
    '',
    enforce ? 'boundaries' : 'boundaries (not enforced)',
    ...sortedBy(tools, ({ tool }) => tool).flatMap(({ tool, entries }) => [
      entries.length === 0 ? `  ${tool}  none` : `  ${tool}`,
      ...sortedBy(entries, ({ path }) => path.text).map((entry) => {
        if (entry.kind === 'matcher') return `    ${entry.path.text}  ${jsonLine(entry.matcher)}`;
        return `    ${entry.path.text}  ${entry.kind}${entry.kind === 'delegated' ? ` ${entry.to}` : ''}`;
      }),
    ]),
  ]);
}

function tenantLines({ tenants }: BundleData): readonly string[] {
  return sortedEntries(tenants).flatMap(([id, tenant]) => [
    '',
    `tenant ${id}`,
    ...(tenant.plan === undefined ? [] : [`  plan  ${tenant.plan}`]),
    ...(tenant.suspended === true ? ['  suspended'] : []),
    ...(tenant.name === undefined ? [] : [`  name  ${tenant.name}`]),
    ...sortedEntries(tenant.vars ?? {}).map(([name, value]) => `  variable ${name}  ${jsonLine(value)}`),
    `  otherwise  ${tenant.default_action}`,
    ...(tenant.logging === undefined ? [] : [`  logging  ${jsonLine(tenant.logging)}`]),
  ]);
}

/** Each list of rules with the tenants that have it: an index would change with every other list. */
function ruleSetLines(data: BundleData): readonly string[] {
  const tenantsOf = new Map<number, string[]>();
  for (const [id, { rules }] of sortedEntries(data.tenants)) {
    const ids = tenantsOf.get(rules) ?? [];
    ids.push(id);
    tenantsOf.set(rules, ids);
  }
  const sets = [...tenantsOf].sort(([, [a = '']], [, [b = '']]) => (a < b ? -1 : 1));
  return sets.flatMap(([set, tenants]) => [
    '',
    `rules of ${tenants.join(', ')}`,
    ...(data.rule_sets[set] ?? []).flatMap((use) => ruleLines(data, use)),
  ]);
}

function ruleLines(data: BundleData, use: RuleUse): readonly string[] {
  const rule = data.rules[use.rule];
  if (rule === undefined) return [];
  const closed = rule.closed_arguments === true ? '  closed_arguments' : '';
  const rate = rule.rate_limit === undefined ? '' : `  at most ${rateText(rule.rate_limit)}`;
  const chain = use.chain === undefined ? '' : `  (${use.chain.join(' > ')})`;
  return [
    `  ${use.name}  ${rule.tools.join(', ')}${closed}${rate}${chain}`,
    ...rule.conditions.flatMap((condition, index) => [
      `    ${condition.id ?? index}: ${condition.action} where`,
      ...condition.match.map(({ path, matcher }) => `      ${path.text}  ${jsonLine(matcher)}`),
      ...effectLines(condition, '      '),
    ]),
    ...(rule.action === undefined ? [] : [`    else ${rule.action}`]),
    ...effectLines(rule, '    '),
  ];
}

function effectLines(
  { reason, approval }: Pick<BundleRule, 'reason' | 'approval'>,
  indent: string,
): readonly string[] {
  return [
    ...(reason === undefined ? [] : [`${indent}reason  ${writtenText(reason)}`]),
    ...(approval === undefined ? [] : [`${indent}approval  ${jsonLine(shownApproval(approval))}`]),
  ];
}

// A webhook's path is often its password.
function shownApproval({ webhook, ...approval }: BundleApproval): BundleApproval {
  if (webhook === undefined) return approval;
  const text = writtenText(webhook);
  const [origin = ''] = /^(?:\$\{env:[^}]*\}|[a-z]+:\/\/[^/?#@]*(?=[/?#]|$))/.exec(text) ?? [];
  return { ...approval, webhook: origin === text ? text : `${origin}...` };
}

function writtenText(text: BundleText): string {
  if (typeof text === 'string') return text;
  return text.map((part) => (typeof part === 'string' ? part : referenceText(part))).join('');
}

function rateText(rate: BundleRate): string {
  return `${rate.text} (${rate.count} in ${rate.unit_ms} ms)`;
}

function sortedEntries<T>(record: { readonly [key: string]: T }): readonly (readonly [string, T])[] {
  return sortedBy(Object.entries(record), ([key]) => key);
}

function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

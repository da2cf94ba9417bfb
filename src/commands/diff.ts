import { givesMore } from '../analysis/plan-diff.ts';
import { diffJson, type PlanComparison } from '../report/diff-json.ts';
import { diffMarkdown } from '../report/diff-markdown.ts';
import { diffPretty } from '../report/diff-pretty.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { comparePlans, namesPlan } from './diff-plans.ts';
import { compareVersions, letsMoreHappen } from './diff-versions.ts';

/** `policy diff`: what may happen under one version or plan that may not under the other. */
export const diffCommand: CommandDefinition = {
  summary: 'two versions, plans or bundles: what may happen now that could not before',
  operands: [
    {
      name: '[operands...]',
      about: 'main...HEAD, A..B, one revision, two files, folders or bundles, plan:A plan:B; none is HEAD',
    },
  ],
  options: [
    { flags: '--tenant <id>', about: 'only this tenant; with plans: what it would lose and gain' },
    { flags: '--tool <name>', about: 'only what concerns this tool, or the tools of this glob' },
    { flags: '--fail-on <effect>', about: 'exit 1 where something may happen that could not before: wider' },
    { flags: '--all', about: 'leave nothing out' },
  ],
  formats: ['pretty', 'json', 'markdown'],
  example: `
policy diff main...HEAD --fail-on wider

merge base of main and HEAD (9b1c64a2f0de) → HEAD (41d7a0e9c35b)

+ wider  decision access_file  tenant_acme
    from  deny   tenants/acme.yaml:25
    to    allow  tenants/acme.yaml:25
    try   policy eval access_file --tenant tenant_acme --args '{"path":"/data/tenant_acmeX"}'
`,
  run: runDiff,
};

async function runDiff(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const failOn = given.choices('fail-on', ['wider']);
  const comparison = given.operands.some(namesPlan)
    ? await comparePlans(context)
    : await compareVersions(context);
  await context.report((format, palette) => {
    if (format === 'json') return diffJson(comparison);
    if (format === 'markdown') return diffMarkdown(comparison);
    return diffPretty(comparison, palette, { all: given.flag('all') });
  });
  const isWider = 'changes' in comparison ? isWiderPlan(comparison) : letsMoreHappen(comparison);
  return failOn.length > 0 && isWider ? 1 : 0;
}

/** With a tenant only what it feels counts. */
function isWiderPlan({ changes, tenant }: PlanComparison): boolean {
  if (tenant === undefined) return changes.some(givesMore);
  return tenant.undecided !== undefined || tenant.changes.some(givesMore);
}

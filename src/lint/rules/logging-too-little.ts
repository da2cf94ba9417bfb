import type { Logging, LoggingLevel, Plan } from '../../model/documents.ts';
import type { Place } from '../../model/place.ts';
import type { Posture } from '../../model/posture.ts';
import type { EffectivePolicy } from '../../model/workspace.ts';
import { control } from '../control.ts';
import { loggingPlaces } from '../logging-places.ts';
import { valuesAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const loggingTooLittle: LintRule = {
  code: 'logging/too-little',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: "level or retention below the plan's or framework's minimum",
  help: 'record at least as much, and keep it at least as long, as the plan says and the frameworks ask for',
  controls: [
    control('nist-800-53', 'AU-2'),
    control('nist-800-53', 'AU-11'),
    control('nist-800-53', 'AU-12'),
    control('soc2', 'CC7.2'),
    control('hipaa', '164.312(b)'),
    control('pci-dss', 'A1.2.1'),
    control('owasp-mcp', 'MCP08:2025'),
    control('atlas-mitigations', 'AML.M0024'),
  ],
  check: recordsAreKept,
};

/** What is recorded of a tenant's calls, and how long, is no less than its plan says and its frameworks ask for. */
function* recordsAreKept({ workspace, documents }: LintContext): Iterable<Report> {
  const placeOf = loggingPlaces(documents);
  for (const policy of workspace.tenants.values()) {
    const plan = policy.plan === undefined ? undefined : workspace.plans?.get(policy.plan);
    if (plan?.logging !== undefined) yield* belowPlan(policy, plan, plan.logging, placeOf);
    yield* belowFramework(policy, plan, placeOf);
  }
}

type PlaceOf = ReturnType<typeof loggingPlaces>;

const levels: readonly LoggingLevel[] = ['none', 'decisions_only', 'full'];

function* belowPlan(
  { tenantId, logging, place }: EffectivePolicy,
  plan: Plan,
  minimum: Logging,
  placeOf: PlaceOf,
): Iterable<Report> {
  const about = { tenant: tenantId, causes: [plan.place.file], label: `less than ${plan.name.value}` };
  if (
    logging.level !== undefined &&
    minimum.level !== undefined &&
    levels.indexOf(logging.level) < levels.indexOf(minimum.level)
  ) {
    yield {
      ...about,
      message: `the policy records ${levelWords(logging.level)}, and the plan ${plan.name.value} ${levelWords(minimum.level)}`,
      help: `write \`level: ${minimum.level}\`, or leave it to the plan`,
      place: placeOf(tenantId, 'level') ?? place,
    };
  }
  const { retentionMs, retentionText } = logging;
  if (retentionMs === undefined || minimum.retentionMs === undefined || retentionMs >= minimum.retentionMs)
    return;
  yield {
    ...about,
    message: `the policy keeps records for ${retentionText ?? ''}, and the plan ${plan.name.value} for ${minimum.retentionText ?? ''}`,
    help: `write \`retention: ${minimum.retentionText ?? ''}\`, or leave it to the plan`,
    place: placeOf(tenantId, 'retention') ?? place,
  };
}

function levelWords(level: LoggingLevel): string {
  return level === 'none' ? 'nothing' : level === 'full' ? 'whole calls' : 'decisions only';
}

const monthMs = 30 * 86_400_000;

/** How long frameworks have records kept; a year may be written as 12 months of 30 days. */
const minimums: ReadonlyMap<string, { readonly ms: number; readonly text: string }> = new Map([
  ['hipaa', { ms: 72 * monthMs, text: '6years' }],
  ['fedramp', { ms: 30 * monthMs, text: '30months' }],
  ['pci', { ms: 12 * monthMs, text: '1year' }],
  ['soc2', { ms: 12 * monthMs, text: '1year' }],
]);

function* belowFramework(
  { posture, logging, tenantId }: EffectivePolicy,
  plan: Plan | undefined,
  placeOf: PlaceOf,
): Iterable<Report> {
  const strictest = strictestFramework(posture);
  if (strictest === undefined) return;
  const { framework, place, ms, text } = strictest;
  const about = { tenant: tenantId, ...(plan === undefined ? {} : { causes: [plan.place.file] }) };
  const level = logging.level ?? plan?.logging?.level;
  if (level === undefined || level === 'none') {
    yield {
      ...about,
      message: `${framework} asks for a record of every decision, and ${level === undefined ? 'nothing says that there is one' : 'there is none'}`,
      label: level === undefined ? 'no `logging`, here or in the plan' : 'records nothing',
      help: 'write `logging: { level: decisions_only }`; `full` also records arguments, with all that is in them',
      place: placeOf(tenantId, 'level') ?? place,
    };
  }
  const kept = logging.retentionMs ?? plan?.logging?.retentionMs;
  if (kept !== undefined && kept >= ms) return;
  const written = logging.retentionText ?? plan?.logging?.retentionText;
  yield {
    ...about,
    message: `${framework} asks for records of ${text}, and ${written === undefined ? 'nothing says how long they are kept' : `they are kept for ${written}`}`,
    label: `less than ${framework} asks for`,
    help: `write \`logging: { retention: ${text} }\``,
    place: placeOf(tenantId, 'retention') ?? place,
  };
}

function strictestFramework(
  posture: Posture | undefined,
):
  | { readonly framework: string; readonly place: Place; readonly ms: number; readonly text: string }
  | undefined {
  const asking = valuesAt(posture, 'frameworks').flatMap(({ value, place }) => {
    const minimum = minimums.get(String(value));
    return minimum === undefined ? [] : [{ framework: String(value), place, ...minimum }];
  });
  return asking.sort((a, b) => b.ms - a.ms)[0];
}

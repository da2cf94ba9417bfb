import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { formatDuration, parseDuration } from '../../text/duration.ts';
import { control } from '../control.ts';
import { contextKeys } from '../posture/context-keys.ts';
import { reportAbout, reportMissing, unsaid } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { placeFor, valueAt, valuesAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureIdentity: LintRule = {
  code: 'posture/identity',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'tokens that live past an hour; missing claims; long-lived keys where workload identity exists',
  help: 'give the agent a workload identity with tokens of minutes that say whose call it is: `identity: { kind: workload, token_ttl: 15m, claims: [tenant_id, user_id] }`',
  controls: [
    control('owasp-asi', 'ASI03'),
    control('owasp-mcp', 'MCP01:2025'),
    control('owasp-mcp', 'MCP07:2025'),
    control('atlas', 'AML.T0091.000'),
    control('nist-800-53', 'IA-5'),
    control('nist-800-53', 'SC-23'),
    control('soc2', 'CC6.1'),
    control('soc2', 'CC6.2'),
    control('hipaa', '164.312(d)'),
    control('hipaa', '164.312(a)(2)(i)'),
    control('csa-aicm', 'IAM-19'),
  ],
  posture: ['identity'],
  check: tokensSayWhoseCall,
};

const longestMs = 3_600_000;

/** Tokens end within the hour and say all that decisions are taken by; nobody has a key for years who could have them. */
function* tokensSayWhoseCall(context: LintContext): Iterable<Report> {
  const subjects = declaredSubjects(context);
  const hasWorkload = subjects.some(({ posture }) => valueAt(posture, 'identity.kind')?.value === 'workload');
  const neededBy = contextKeys(context.workspace);
  for (const subject of subjects) {
    const { posture } = subject;
    if (!posture.keys.has('identity')) {
      yield reportMissing(subject, 'identity', {
        severity: unsaid(subject.risk),
        message: 'nothing says who the agent is to other systems',
        help: postureIdentity.help,
      });
    } else if (valueAt(posture, 'identity.kind')?.value === 'api_key') {
      yield longLivedKey(subject, hasWorkload);
    } else {
      yield* lifetime(subject);
      yield* claims(subject, context.workspace, neededBy(subject.policy));
    }
  }
}

function longLivedKey(subject: DeclaredSubject, hasWorkload: boolean): Report {
  return reportAbout(subject, {
    ...(hasWorkload ? {} : { severity: 'warning' }),
    message: hasWorkload
      ? 'the agent has a key that lives until somebody thinks of it, where other tenants have workload identity'
      : 'the agent has a key that lives until somebody thinks of it, and that says nothing of whose call it is',
    label: 'a long-lived key',
    place: valueAt(subject.posture, 'identity.kind')?.place ?? placeFor(subject.posture, 'identity'),
  });
}

function* lifetime(subject: DeclaredSubject): Iterable<Report> {
  const said = valueAt(subject.posture, 'identity.token_ttl');
  if (said === undefined) {
    yield reportMissing(subject, 'identity.token_ttl', {
      severity: unsaid(subject.risk),
      message: 'nothing says how long a token of the agent lives',
      help: 'write how long, such as `token_ttl: 15m`; an hour at most',
    });
    return;
  }
  const ms = parseDuration(String(said.value), 'retention');
  if (ms !== undefined && ms > 0 && ms <= longestMs) return;
  yield reportAbout(subject, {
    message:
      ms === undefined
        ? `\`${String(said.value)}\` is no time that a token lives`
        : ms === 0
          ? 'a token of the agent has no lifetime'
          : `a token of the agent lives for ${formatDuration(ms)}: whoever steals one is the agent as long`,
    label: 'past an hour',
    help: 'write an hour or less, such as `15m`',
    place: said.place,
  });
}

/** What tokens call a user. */
const userClaims: ReadonlySet<string> = new Set(['user_id', 'sub']);

function* claims(
  subject: DeclaredSubject,
  { envelope }: EffectiveWorkspace,
  askedByRules: ReadonlySet<string>,
): Iterable<Report> {
  const said = valuesAt(subject.posture, 'identity.claims').map(({ value }) => String(value));
  const has = (key: string): boolean =>
    said.includes(key) || (userClaims.has(key) && said.some((claim) => userClaims.has(claim)));
  const required = [...new Set(['tenant_id', ...envelope.required])].filter((key) => !has(key));
  if (required.length > 0) {
    yield reportMissing(subject, 'identity.claims', {
      label: said.length === 0 ? 'without `identity.claims`' : `without ${required.join(' and ')}`,
      message: `a token does not say ${required.join(' and ')}, which every call's context must have: somebody else then says it`,
      help: `add ${required.join(' and ')} to \`claims\``,
    });
  }
  const asked = [...askedByRules].filter((key) => !has(key) && !envelope.required.includes(key));
  if (asked.length === 0) return;
  yield reportMissing(subject, 'identity.claims', {
    severity: 'warning',
    label: `without ${asked.join(' and ')}`,
    message: `rules decide by ${asked.map((key) => `context.${key}`).join(' and ')}, which no token says`,
    help: `add ${asked.join(' and ')} to \`claims\`, or see to it that your service knows them from elsewhere`,
  });
}

import { control } from '../control.ts';
import { reportAbout, reportMissing } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import { confidential } from '../posture/risk.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureCaches: LintRule = {
  code: 'posture/caches',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'semantic, prefix or tool-result cache, or memory, shared between tenants; memory without an end',
  help: 'key every cache by tenant (`per_tenant`) or switch it `off`; give memory an end with `lifecycle.memory_ttl`',
  controls: [
    control('csa-aicm', 'AIS-14'),
    control('owasp-asi', 'ASI06'),
    control('owasp-llm', 'LLM02:2025'),
    control('atlas', 'AML.T0080.000'),
    control('atlas-mitigations', 'AML.M0031'),
    control('nist-800-53', 'SC-4'),
    control('nist-800-53', 'SI-12'),
    control('soc2', 'CC6.1'),
  ],
  posture: ['caches'],
  check: nothingIsKeptForOthers,
};

/** What the agent keeps between calls it keeps for one tenant; memory ends. */
function* nothingIsKeptForOthers(context: LintContext): Iterable<Report> {
  for (const subject of declaredSubjects(context)) {
    yield* shared(subject);
    yield* unsaidCaches(subject);
    if (valueAt(subject.posture, 'caches.memory')?.value !== 'per_tenant') continue;
    if (valueAt(subject.posture, 'lifecycle.memory_ttl') !== undefined) continue;
    yield reportMissing(subject, 'lifecycle.memory_ttl', {
      message: 'the agent remembers for ever: what was once put into its memory acts on every later call',
      help: 'write how long memory lives, such as `lifecycle: { memory_ttl: 30days }`',
    });
  }
}

const caches: readonly (readonly [key: string, words: string])[] = [
  ['semantic', 'answers by meaning: one tenant’s answer is given to another who asks alike'],
  ['prefix', 'prompt prefixes: how fast an answer comes tells what another tenant’s prompts begin with'],
  ['tool_results', 'results of tools: one tenant’s rows answer another’s call'],
  ['memory', 'the agent’s memory: what one tenant plants there acts for another'],
];

function* shared(subject: DeclaredSubject): Iterable<Report> {
  for (const [key, words] of caches) {
    const said = valueAt(subject.posture, `caches.${key}`);
    if (said?.value !== 'shared') continue;
    yield reportAbout(subject, {
      message: `tenants share ${words}`,
      label: 'shared between tenants',
      place: said.place,
    });
  }
}

function* unsaidCaches(subject: DeclaredSubject): Iterable<Report> {
  const { posture, risk } = subject;
  if (risk.rank < confidential) return;
  const missing = caches.map(([key]) => key).filter((key) => valueAt(posture, `caches.${key}`) === undefined);
  if (missing.length === 0) return;
  yield reportMissing(subject, missing.length === caches.length ? 'caches' : `caches.${missing.join(', ')}`, {
    severity: 'warning',
    message: `nothing says whether tenants share what is kept of ${risk.words} between calls: ${missing.join(', ')}`,
    help: 'write `per_tenant` or `off` for each, as it is; what providers cache by themselves counts too',
  });
}

import { control } from '../control.ts';
import { reportAbout, reportMissing } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import { confidential, regulated } from '../posture/risk.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type UsedTool, usedTools } from '../used-tools.ts';

export const postureVectors: LintRule = {
  code: 'posture/vectors',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'regulated data without an index of its own, a metadata filter alone from confidential up',
  help: 'give regulated data an `index` of its own, and confidential data at least a `namespace` or `shard`',
  controls: [
    control('owasp-llm', 'LLM08:2025'),
    control('atlas', 'AML.T0085.000'),
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-4'),
    control('soc2', 'CC6.1'),
    control('pci-dss', 'A1.1.2'),
  ],
  posture: ['vectors'],
  check: vectorsAreApart,
};

/** Vectors of regulated data have an index of their own; those of confidential data more than a filter. */
function* vectorsAreApart(context: LintContext): Iterable<Report> {
  const used = usedTools(context);
  for (const subject of declaredSubjects(context)) {
    const mode = valueAt(subject.posture, 'vectors.mode');
    if (mode === undefined) yield* unsaidMode(subject, used(subject.policy, subject.plan));
    else yield* judgeMode(subject, mode);
  }
}

function* judgeMode(
  subject: DeclaredSubject,
  mode: NonNullable<ReturnType<typeof valueAt>>,
): Iterable<Report> {
  const { posture, risk } = subject;
  if (risk.rank < confidential) return;
  if (risk.rank >= regulated && mode.value !== 'index') {
    yield reportAbout(subject, {
      message: `the vectors of ${risk.words} lie in one index with other tenants'`,
      label: `a ${String(mode.value)} of it`,
      help: 'write `index`, and give the tenant one: neighbours in an index are a query away',
      place: mode.place,
    });
  } else if (mode.value === 'filter') {
    yield reportAbout(subject, {
      message: `nothing but a metadata filter keeps the vectors of ${risk.words} apart`,
      label: 'one forgotten filter is everybody’s data',
      help: 'write `namespace`, `shard` or `index`, and give the tenant one',
      place: mode.place,
    });
  } else if (valueAt(posture, 'vectors.name') === undefined) {
    yield reportMissing(subject, 'vectors.name', {
      severity: 'warning',
      message: `nothing says which ${String(mode.value)} the tenant's is, so that nobody can tell whether it is its own`,
      help: "name it, such as `name: '${tenant.id}'`",
    });
  }
}

function* unsaidMode(subject: DeclaredSubject, tools: readonly UsedTool[]): Iterable<Report> {
  const { risk } = subject;
  const store = tools.find((tool) => tool.arguments.some(({ kind }) => kind === 'filter'));
  if (store === undefined) return;
  const isGuess = store.arguments.every(({ kind, isGuess }) => kind !== 'filter' || isGuess);
  yield reportMissing(subject, 'vectors.mode', {
    severity: isGuess || !risk.asks ? 'warning' : 'error',
    message: `${store.tool} searches by filter${isGuess ? ', by the name of its argument' : ''}, and nothing says how the tenants' vectors or documents are kept apart`,
    help: 'write `vectors: { mode: ... }` with `index`, `namespace`, `shard` or `filter`, as it is',
    tool: store.tool,
  });
}

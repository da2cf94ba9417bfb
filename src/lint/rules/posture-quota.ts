import { control } from '../control.ts';
import { executingTool } from '../posture/executing-tool.ts';
import { reportMissing } from '../posture/posture-report.ts';
import { declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { usedTools } from '../used-tools.ts';

export const postureQuota: LintRule = {
  code: 'posture/quota',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: 'no resource limits',
  help: 'write what one run may use, such as `limits: { cpu: 2, memory_mb: 2048 }`',
  controls: [
    control('owasp-llm', 'LLM10:2025'),
    control('atlas', 'AML.T0034.002'),
    control('nist-800-53', 'SC-5'),
    control('csa-aicm', 'AIS-13'),
  ],
  posture: ['compute'],
  check: runsAreLimited,
};

/** Where tools run, a run has a limit of processors and one of memory. */
function* runsAreLimited(context: LintContext): Iterable<Report> {
  const used = usedTools(context);
  for (const subject of declaredSubjects(context)) {
    const { posture } = subject;
    const isDeclared = posture.keys.has('compute');
    const tool = isDeclared ? undefined : executingTool(used(subject.policy, subject.plan));
    if (!isDeclared && (tool === undefined || tool.isGuess)) continue;
    const missing = ['cpu', 'memory_mb'].filter(
      (name) => valueAt(posture, `compute.limits.${name}`) === undefined,
    );
    const [first] = missing;
    if (first === undefined) continue;
    yield reportMissing(subject, missing.length === 2 ? 'compute.limits' : `compute.limits.${first}`, {
      message: `one run may take all the ${missing.map(words).join(' and ')} that the neighbours need`,
    });
  }
}

function words(limit: string): string {
  return limit === 'cpu' ? 'processors' : 'memory';
}

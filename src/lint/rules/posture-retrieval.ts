import { control } from '../control.ts';
import { reportAbout } from '../posture/posture-report.ts';
import { declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureRetrieval: LintRule = {
  code: 'posture/retrieval',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'graph expansion that is not scoped at each hop',
  help: 'hold every hop to the tenant and write `graph: scoped_per_hop`, or switch the expansion `off`',
  controls: [
    control('owasp-llm', 'LLM08:2025'),
    control('atlas', 'AML.T0085.000'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.1'),
  ],
  posture: ['retrieval'],
  check: hopsAreScoped,
};

/** Retrieval that follows a graph is held to the tenant at each hop, not at the first alone. */
function* hopsAreScoped(context: LintContext): Iterable<Report> {
  for (const subject of declaredSubjects(context)) {
    const graph = valueAt(subject.posture, 'retrieval.graph');
    if (graph?.value !== 'unscoped') continue;
    yield reportAbout(subject, {
      message: 'retrieval follows edges out of the tenant: only where it begins is scoped',
      label: 'no hop is held to the tenant',
      place: graph.place,
    });
  }
}

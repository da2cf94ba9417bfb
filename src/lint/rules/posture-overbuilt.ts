import { control } from '../control.ts';
import { reportAbout } from '../posture/posture-report.ts';
import { declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureOverbuilt: LintRule = {
  code: 'posture/overbuilt',
  level: 'note',
  kind: 'S',
  edition: 1,
  finds: 'a silo for public data of an internal tenant',
  help: 'a pool with row-level security is enough for public data that nobody outside asks for; keep the silo where another reason asks for it',
  controls: [control('nist-800-53', 'CM-6')],
  posture: ['architecture', 'storage', 'data_risk'],
  check: silosHoldSomething,
};

/** Nobody pays for a silo that holds public data of an internal tenant. */
function* silosHoldSomething(context: LintContext): Iterable<Report> {
  for (const subject of declaredSubjects(context)) {
    const { posture, risk } = subject;
    const isPublic = valueAt(posture, 'data_risk')?.value === 'public' && risk.rank === 0;
    if (!isPublic || valueAt(posture, 'exposure')?.value !== 'internal' || risk.frameworks.length > 0)
      continue;
    const silo = [valueAt(posture, 'architecture'), valueAt(posture, 'storage.model')].find(
      (said) => said?.value === 'siloed' || said?.value === 'silo',
    );
    if (silo === undefined) continue;
    yield reportAbout(subject, {
      message: 'public data of an internal tenant has a silo of its own',
      label: 'more than the data asks for',
      place: silo.place,
    });
  }
}

import { control } from '../control.ts';
import { reportAbout, reportMissing, unsaid } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { placeFor, valueAt } from '../posture/posture-values.ts';
import { confidential } from '../posture/risk.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type UsedTool, usedTools } from '../used-tools.ts';

export const postureModel: LintRule = {
  code: 'posture/model',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds:
    'one shared agent and database; regulated or confidential data on a pool; a pool without row-level security; SQL written by a model without it anywhere',
  help: 'give each tenant a schema (`bridge`) or database (`silo`) of its own, and let the database itself hold rows to the tenant (`row_level_security: true`)',
  controls: [
    control('nist-800-53', 'AC-3'),
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-7(21)'),
    control('soc2', 'CC6.1'),
    control('hipaa', '164.312(a)(1)'),
    control('pci-dss', 'A1.1.1'),
    control('pci-dss', 'A1.1.2'),
    control('atlas-mitigations', 'AML.M0032'),
  ],
  posture: ['architecture', 'storage'],
  check: storageKeepsTenantsApart,
};

/**
 * Tenants do not share agent and database; confidential data lies in no pool; a pool, and any database to which a model
 * writes SQL, has row-level security.
 */
function* storageKeepsTenantsApart(context: LintContext): Iterable<Report> {
  const used = usedTools(context);
  for (const subject of declaredSubjects(context)) {
    yield* sharedArchitecture(subject);
    yield* storageModel(subject);
    const sql = used(subject.policy, subject.plan).find((tool) =>
      tool.arguments.some(({ kind }) => kind === 'sql'),
    );
    yield* rowLevelSecurity(subject, sql);
  }
}

function* sharedArchitecture(subject: DeclaredSubject): Iterable<Report> {
  const architecture = valueAt(subject.posture, 'architecture');
  if (architecture?.value !== 'shared') return;
  yield reportAbout(subject, {
    message: 'all tenants share one agent and one database: one mistake reaches everybody',
    label: 'kept apart by a column alone',
    help: 'write `logical`, and build it: an identity, storage and caches for each tenant; or `siloed`',
    place: architecture.place,
  });
}

function* storageModel(subject: DeclaredSubject): Iterable<Report> {
  const { posture, risk } = subject;
  const model = valueAt(posture, 'storage.model');
  if (model === undefined) {
    if (valueAt(posture, 'architecture')?.value === 'siloed') return;
    yield reportMissing(subject, 'storage.model', {
      severity: unsaid(risk),
      message: `nothing says how ${risk.words} of tenants is kept apart where it is stored`,
      help: 'write `storage: { model: ... }` with `pool`, `bridge` or `silo`, as it is',
    });
  } else if (model.value === 'pool' && risk.rank >= confidential) {
    yield reportAbout(subject, {
      message: `${risk.words} lies in one table with other tenants'`,
      label: 'a pool',
      help: 'give the tenant a schema of its own (`bridge`) or a database (`silo`)',
      place: model.place,
    });
  }
}

function* rowLevelSecurity(subject: DeclaredSubject, sql: UsedTool | undefined): Iterable<Report> {
  const { posture } = subject;
  const secured = valueAt(posture, 'storage.row_level_security');
  const model = valueAt(posture, 'storage.model')?.value;
  if (secured?.value === true || (model !== 'pool' && sql === undefined)) return;
  const argument = sql?.arguments.find(({ kind }) => kind === 'sql');
  const guessed = argument?.isGuess === true ? ', by the name of its argument' : '';
  const isOwn =
    model === 'silo' || (model === undefined && valueAt(posture, 'architecture')?.value === 'siloed');
  yield reportAbout(subject, {
    ...(isOwn ? { severity: 'warning' } : {}),
    message:
      sql === undefined
        ? 'rows of all tenants lie in one table, and the database holds nobody to its own'
        : `a model writes the SQL of ${sql.tool}${guessed}, and the database does not hold it to the tenant's rows`,
    label: secured === undefined ? 'without row-level security' : 'switched off',
    help: isOwn
      ? 'row-level security also keeps the users of the tenant apart: switch it on, and write `row_level_security: true`'
      : 'switch row-level security on, for the role that the agent has, and write `row_level_security: true`',
    place: secured?.place ?? valueAt(posture, 'storage.model')?.place ?? placeFor(posture, 'storage'),
    ...(sql === undefined ? {} : { tool: sql.tool }),
  });
}

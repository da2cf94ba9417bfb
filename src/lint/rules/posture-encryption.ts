import { control } from '../control.ts';
import { reportAbout, reportMissing } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import { confidential, regulated } from '../posture/risk.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureEncryption: LintRule = {
  code: 'posture/encryption',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'confidential data or above without its own key; no way to erase by key where the framework asks',
  help: "name the tenant's own key in `storage.kms_key`, and say in `lifecycle.erase` that destroying it erases the data",
  controls: [
    control('nist-800-53', 'SC-12'),
    control('nist-800-53', 'SC-28'),
    control('nist-800-53', 'SI-12'),
    control('soc2', 'CC6.1'),
    control('soc2', 'CC6.7'),
    control('hipaa', '164.312(a)(2)(iv)'),
    control('atlas-mitigations', 'AML.M0012'),
  ],
  posture: ['storage', 'lifecycle'],
  check: dataHasItsKey,
};

/** Confidential data has a key of its own; regulated data is erased by destroying it. */
function* dataHasItsKey(context: LintContext): Iterable<Report> {
  for (const subject of declaredSubjects(context)) {
    const { posture, risk } = subject;
    if (risk.rank < confidential) continue;
    if (valueAt(posture, 'storage.kms_key') === undefined) {
      yield reportMissing(subject, 'storage.kms_key', {
        message: `${risk.words} has no key of its own`,
        help: "name the tenant's key, such as `storage: { kms_key: 'alias/${tenant.id}' }`",
      });
    }
    yield* erasure(subject);
  }
}

/** Frameworks that ask that data of a tenant who leaves is gone, from backups too. */
const asksToErase: ReadonlySet<string> = new Set(['hipaa', 'pci', 'fedramp']);

function* erasure(subject: DeclaredSubject): Iterable<Report> {
  const { posture, risk } = subject;
  const framework = risk.frameworks.find((each) => asksToErase.has(each));
  if (framework === undefined && risk.rank < regulated) return;
  const who = framework ?? risk.words;
  const erase = valueAt(posture, 'lifecycle.erase');
  if (erase === undefined) {
    yield reportMissing(subject, 'lifecycle.erase', {
      message: `${who} asks for a way to erase, and there is none`,
      help: 'write `lifecycle: { erase: kek }` once destroying the tenant’s key is how its data ends, backups included',
    });
  } else if (!isByKey(String(erase.value))) {
    yield reportAbout(subject, {
      message: `${who} asks for erasure that reaches backups, and \`${String(erase.value)}\` destroys no key`,
      label: 'not by key',
      help: 'write `kek` once destroying the tenant’s key is how its data ends',
      place: erase.place,
    });
  }
}

const keyWords: ReadonlySet<string> = new Set([
  'kek',
  'dek',
  'cmk',
  'key',
  'keys',
  'crypto',
  'cryptographic',
]);

function isByKey(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => keyWords.has(word));
}

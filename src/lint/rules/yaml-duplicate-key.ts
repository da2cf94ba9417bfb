import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Every key stands once in its mapping. */
export const yamlDuplicateKey: LintRule = {
  code: 'yaml/duplicate-key',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a key that stands twice in one mapping',
  help: 'keep one of the two; parsers differ in which of them they take',
  controls: [control('nist-800-53', 'SI-10'), control('nist-800-53', 'CM-6'), control('soc2', 'CC8.1')],
  check: diagnosedAs('yaml/duplicate-key'),
};

import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Every scalar means the same to a person, to YAML 1.1 and to YAML 1.2. */
export const yamlAmbiguous: LintRule = {
  code: 'yaml/ambiguous',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds:
    'text that people and parsers read differently: unquoted `no`, ids that are numbers, `{a: ${x}}`, tabs, control characters in patterns, alias bombs',
  help: 'put it in single quotes',
  controls: [control('nist-800-53', 'SI-10'), control('nist-800-53', 'CM-6'), control('soc2', 'CC8.1')],
  check: diagnosedAs('yaml/ambiguous'),
};

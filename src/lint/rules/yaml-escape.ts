import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Text in double quotes holds only escapes that YAML knows. */
export const yamlEscape: LintRule = {
  code: 'yaml/escape',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'an escape in double quotes that YAML does not know (`"\\s"`)',
  help: 'write the text in single quotes, where a backslash is a backslash',
  controls: [control('nist-800-53', 'SI-10'), control('nist-800-53', 'CM-6'), control('soc2', 'CC8.1')],
  check: diagnosedAs('yaml/escape'),
};

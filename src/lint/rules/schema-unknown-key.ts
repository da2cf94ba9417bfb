import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Every key is one that its place in the document knows. */
export const schemaUnknownKey: LintRule = {
  code: 'schema/unknown-key',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a key that the schema does not have, with what was probably meant',
  help: 'remove the key or write it as the schema does; a key that is not known would otherwise do nothing',
  controls: [control('nist-800-53', 'CM-6'), control('nist-800-53', 'SI-10'), control('soc2', 'CC8.1')],
  check: diagnosedAs('schema/unknown-key'),
};

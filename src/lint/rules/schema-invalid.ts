import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Every value has the type and form that its place in the document asks for. */
export const schemaInvalid: LintRule = {
  code: 'schema/invalid',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds:
    'a value that the schema does not allow: a wrong type, an empty list, a rate or duration that is none',
  help: 'write a value of the form that the schema asks for',
  controls: [control('nist-800-53', 'CM-6'), control('nist-800-53', 'SI-10'), control('soc2', 'CC8.1')],
  check: diagnosedAs('schema/invalid'),
};

import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Every name that a document refers to exists in the workspace, and no template extends itself. */
export const schemaReference: LintRule = {
  code: 'schema/reference',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'an unknown template, variable or plan; templates that extend each other in a circle',
  help: 'name something that exists in the workspace',
  controls: [control('nist-800-53', 'CM-6'), control('nist-800-53', 'AC-3'), control('soc2', 'CC8.1')],
  check: diagnosedAs('schema/reference'),
};

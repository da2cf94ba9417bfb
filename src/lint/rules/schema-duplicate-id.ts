import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** Tenants, templates, rules of one policy, and documents that exist once have names of their own. */
export const schemaDuplicateId: LintRule = {
  code: 'schema/duplicate-id',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'two tenants, rules or documents of one name',
  help: 'give each a name of its own; which of the two would count is nobody’s guess',
  controls: [control('nist-800-53', 'CM-6'), control('nist-800-53', 'AC-3'), control('pci-dss', 'A1.1.1')],
  check: diagnosedAs('schema/duplicate-id'),
};

import { control } from '../control.ts';
import { diagnosedAs, type LintRule } from '../rule.ts';

/** A policy file is YAML 1.2 of bounded size, one document, in which aliases and merge keys stay few. */
export const yamlSyntax: LintRule = {
  code: 'yaml/syntax',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds:
    'text that is not YAML 1.2: a bracket that is never closed, an alias without its anchor, a file past the size limit',
  help: 'correct the YAML; nothing in a file that cannot be read is ever skipped',
  controls: [control('nist-800-53', 'SI-10'), control('soc2', 'CC8.1')],
  check: diagnosedAs('yaml/syntax'),
};

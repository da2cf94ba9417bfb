import type { LintRule } from './rule.ts';
import { patternInvalid } from './rules/pattern-invalid.ts';
import { patternTooLarge } from './rules/pattern-too-large.ts';
import { schemaDuplicateId } from './rules/schema-duplicate-id.ts';
import { schemaInvalid } from './rules/schema-invalid.ts';
import { schemaReference } from './rules/schema-reference.ts';
import { schemaUnknownKey } from './rules/schema-unknown-key.ts';
import { structureDefaultAllow } from './rules/structure-default-allow.ts';
import { structureIgnore } from './rules/structure-ignore.ts';
import { structureNoEffect } from './rules/structure-no-effect.ts';
import { structureOpenArguments } from './rules/structure-open-arguments.ts';
import { structureSecret } from './rules/structure-secret.ts';
import { yamlAmbiguous } from './rules/yaml-ambiguous.ts';
import { yamlDuplicateKey } from './rules/yaml-duplicate-key.ts';
import { yamlEscape } from './rules/yaml-escape.ts';
import { yamlSyntax } from './rules/yaml-syntax.ts';

/** Every rule, in the order in which `policy rules` lists them. */
export const lintRules: readonly LintRule[] = [
  yamlSyntax,
  yamlEscape,
  yamlDuplicateKey,
  yamlAmbiguous,
  schemaUnknownKey,
  schemaInvalid,
  schemaReference,
  schemaDuplicateId,
  patternInvalid,
  patternTooLarge,
  structureDefaultAllow,
  structureNoEffect,
  structureOpenArguments,
  structureSecret,
  structureIgnore,
];

/** The rule of a code, or undefined. */
export function lintRule(code: string): LintRule | undefined {
  return lintRules.find((rule) => rule.code === code);
}

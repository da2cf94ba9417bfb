import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';

/** Validates SARIF 2.1.0 by the schema that Microsoft ships with its own matchers. */
export function sarifSchema(): ValidateFunction {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
  const text = readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', `file://${path}`), 'utf8');
  // It is written in draft 4, of which ajv knows the vocabulary that it uses; formats are judged by the tests themselves.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(text);
  return new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(
    schema,
  );
}

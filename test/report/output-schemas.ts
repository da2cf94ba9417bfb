import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** Validates machine output against `schemas/<name>.schema.json`, which may refer to its neighbours. */
export function outputSchema(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  for (const neighbour of ['decision', 'diff-output', 'simulate-record'])
    if (name !== neighbour) ajv.addSchema(readSchema(neighbour));
  return ajv.compile(readSchema(name));
}

function readSchema(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

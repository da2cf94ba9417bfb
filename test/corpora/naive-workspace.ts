import { readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/corpora/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** The file of a naive policy in its workspace. */
export const policyFile: string = 'acme.yaml';

/** A workspace of a naive policy, of another tenant, and of boundaries for both. */
export function naiveWorkspace(fixture: string): { readonly [file: string]: string } {
  return {
    [policyFile]: textOf(`naive/${fixture}.yaml`),
    'boundaries.yaml': textOf('boundaries.yaml'),
    'globex.yaml': textOf('globex.yaml'),
  };
}

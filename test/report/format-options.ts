import { hash } from 'node:crypto';
import { controlCatalogues } from '../../src/lint/control-catalogues.ts';
import { lintRules } from '../../src/lint/registry.ts';
import type { LintSarifOptions } from '../../src/report/lint-sarif.ts';

export function digestOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

/** SARIF with the rules that there are, each with a page. */
export const sarifOptions: LintSarifOptions = {
  version: '1.2.3',
  rules: lintRules.map((rule) => ({ ...rule, page: `# ${rule.code}\n\nSee [the page](../x.md).\n` })),
  catalogues: Object.entries(controlCatalogues).map(([name, { title, version, items }]) => ({
    name,
    title,
    version,
    items: new Map(Object.entries(items)),
  })),
  digest: digestOf,
};

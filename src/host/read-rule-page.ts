import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The documentation page of a lint rule, as Markdown, from the package itself. `code` is that of a rule. */
export function readRulePage(code: string): string {
  const page = new URL(`../../docs/rules/${code.replace('/', '-')}.md`, import.meta.url);
  return readFileSync(fileURLToPath(page), 'utf8');
}

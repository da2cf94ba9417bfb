import { placeOf } from '../../text/source-text.ts';
import { control } from '../control.ts';
import { findSecrets } from '../find-secrets.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const structureSecret: LintRule = {
  code: 'structure/secret',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a token, password or secret webhook in the text',
  help: 'write `${env:NAME}` in `approval.webhook` and give the secret to the runtime; revoke the one that stood here',
  controls: [
    control('owasp-mcp', 'MCP01:2025'),
    control('owasp-llm', 'LLM02:2025'),
    control('atlas', 'AML.T0055'),
    control('nist-800-53', 'IA-5'),
    control('soc2', 'CC6.1'),
  ],
  check: textHoldsNoSecret,
};

/** No policy file holds a secret, comments included: whoever may read the policy could use it. */
function* textHoldsNoSecret({ sources }: LintContext): Iterable<Report> {
  for (const source of sources.values()) {
    for (const { start, end, what } of findSecrets(source.text)) {
      yield {
        message: `${what} stands in the text`,
        label: 'whoever reads this file has it',
        help: structureSecret.help,
        place: placeOf(source, start, end),
        secret: true,
      };
    }
  }
}

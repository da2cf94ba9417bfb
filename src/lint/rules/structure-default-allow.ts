import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { ruleDocuments } from '../written-rules.ts';

export const structureDefaultAllow: LintRule = {
  code: 'structure/default-allow',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: '`default_action` other than deny',
  help: 'write `default_action: deny`, and allow by a rule what the tenant needs',
  controls: [
    control('nist-800-53', 'SC-7(5)'),
    control('nist-800-53', 'AC-6'),
    control('soc2', 'CC6.3'),
    control('owasp-asi', 'ASI02'),
    control('owasp-llm', 'LLM06:2025'),
  ],
  check: defaultIsDeny,
};

/** What no rule decides is denied: `default_action` is deny or absent. */
function* defaultIsDeny({ documents }: LintContext): Iterable<Report> {
  for (const document of ruleDocuments(documents)) {
    if (document.kind === 'baseline') continue;
    const { defaultAction } = document;
    if (defaultAction === undefined || defaultAction.value === 'deny') continue;
    const { place } = defaultAction;
    yield {
      message:
        defaultAction.value === 'allow'
          ? 'whatever no rule decides is allowed'
          : 'whatever no rule decides waits for approval instead of being denied',
      label: 'every tool that nobody thought of',
      help: structureDefaultAllow.help,
      place,
      fix: {
        title: 'deny what no rule decides',
        safe: false,
        edits: [{ file: place.file, start: place.start, end: place.end, text: 'deny' }],
      },
    };
  }
}

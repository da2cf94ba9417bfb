import { type Allow, type FreeUse, freeUses } from '../approval/free-uses.ts';
import { brings, holdsPrivateData, leavesBy } from '../approval/tool-roles.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const approvalToxicMix: LintRule = {
  code: 'approval/toxic-mix',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: 'one tenant may read untrusted input, read private data and send outside, all without approval',
  help: 'ask for approval of the tool that sends, or name whom it may reach',
  controls: [
    control('owasp-llm', 'LLM01:2025'),
    control('owasp-asi', 'ASI01'),
    control('owasp-mcp', 'MCP06:2025'),
    control('atlas', 'AML.T0051.001'),
    control('atlas', 'AML.T0086'),
    control('atlas-mitigations', 'AML.M0030'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.7'),
  ],
  check: oneLegIsMissing,
};

/** Of reading what strangers write, reading private data and sending outside, a person approves one at least. */
function* oneLegIsMissing(context: LintContext): Iterable<Report> {
  for (const { uses, tenants } of freeUses(context)) {
    const source = first(uses, brings);
    const secret = first(uses, holdsPrivateData);
    const exit = first(uses, leavesBy);
    if (source === undefined || secret === undefined || exit === undefined) continue;
    const legs = [
      `${source.tool} reads what strangers write`,
      `${secret.tool} reads private data`,
      `${exit.tool} sends outside`,
    ];
    const isGuess = source.isGuess || secret.isGuess || exit.isGuess;
    yield {
      message: `a stranger's text can carry private data out with nobody asked: ${legs.join(', ')}${isGuess ? ' (by their names)' : ''}`,
      label: 'the way out',
      help: `write \`action: require_approval\` for ${exit.tool}, or name whom it may reach`,
      place: exit.allow.place,
      rule: exit.rule,
      tool: exit.tool,
      tenants,
    };
  }
}

interface Leg {
  readonly tool: string;
  readonly rule: string;
  readonly allow: Allow;
  readonly isGuess: boolean;
}

/** The first use in the role, one that is known before one that is guessed. */
function first(
  uses: readonly FreeUse[],
  role: (use: FreeUse, allow: Allow) => 'known' | 'guessed' | undefined,
): Leg | undefined {
  let guessed: Leg | undefined;
  for (const use of uses) {
    for (const allow of use.allows) {
      const told = role(use, allow);
      if (told === undefined) continue;
      const leg = { tool: use.tool.tool, rule: use.tool.rule.name, allow, isGuess: told === 'guessed' };
      if (told === 'known') return leg;
      guessed ??= leg;
    }
  }
  return guessed;
}

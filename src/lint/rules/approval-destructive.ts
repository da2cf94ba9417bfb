import type { Effect } from '../../profile/server-profile.ts';
import { type FreeUse, freeUses } from '../approval/free-uses.ts';
import { type Asked, holdsAmount, holdsCommand, holdsRecipients } from '../approval/held-matchers.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import type { UsedTool } from '../used-tools.ts';

export const approvalDestructive: LintRule = {
  code: 'approval/destructive',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds:
    'a tool that deletes, pays, sends outside or executes, allowed without approval (by the declared effect, else by its name, and then it says so)',
  help: 'write `action: require_approval` with a channel and a timeout, here or in the baseline',
  controls: [
    control('owasp-llm', 'LLM06:2025'),
    control('owasp-asi', 'ASI02'),
    control('atlas', 'AML.T0101'),
    control('atlas-mitigations', 'AML.M0029'),
    control('nist-800-53', 'AC-6'),
    control('soc2', 'CC6.3'),
    control('csa-aicm', 'AIS-11'),
  ],
  check: whatCannotBeTakenBackIsApproved,
};

/**
 * What cannot be taken back, a person approves: deleting; paying without a maximum; sending to whom nobody named;
 * executing what nobody listed.
 */
function* whatCannotBeTakenBackIsApproved(context: LintContext): Iterable<Report> {
  for (const { uses, tenants } of freeUses(context)) {
    const told = new Set<unknown>();
    // What a tools document declares is told before what a glob over it suggests.
    for (const use of [...uses].sort((a, b) => Number(isGuess(a.tool)) - Number(isGuess(b.tool)))) {
      const report = judge(use);
      if (report === undefined || told.has(report.place)) continue;
      told.add(report.place);
      yield {
        ...report,
        tool: use.tool.tool,
        rule: use.tool.rule.name,
        ...(tenants.length > 0 ? { tenants } : {}),
      };
    }
  }
}

function judge({ tool, allows }: FreeUse): Report | undefined {
  const effect = tool.effect?.effect;
  const words = effect === undefined ? undefined : dangers.get(effect);
  if (words === undefined) return undefined;
  const free = allows.find(({ asked }) => !words.isHeld(tool, asked));
  if (free === undefined) return undefined;
  return {
    message: `${tool.tool} ${words.does}${isGuess(tool) ? ', by its name,' : ''} and is allowed without approval`,
    label: 'nobody is asked',
    help: `write \`action: require_approval\` with a channel and a timeout${words.or}${isGuess(tool) ? '; say what it does in a document of `kind: tools` where its name misleads' : ''}`,
    place: free.place,
  };
}

function isGuess({ effect }: UsedTool): boolean {
  return effect?.from !== 'tools document' && effect?.from !== 'profile';
}

interface Danger {
  readonly does: string;
  /** What else would do. */
  readonly or: string;
  readonly isHeld: (tool: UsedTool, asked: Asked) => boolean;
}

const dangers = new Map<Effect, Danger>([
  ['delete', { does: 'deletes', or: '', isHeld: () => false }],
  [
    'pay',
    {
      does: 'pays',
      or: ', or hold the amount to a maximum (`number: { max: ... }`)',
      isHeld: (_, asked) => holdsAmount(asked),
    },
  ],
  [
    'send',
    {
      does: 'sends outside',
      or: ', or name the domains or hosts that it may reach',
      isHeld: holdsRecipients,
    },
  ],
  [
    'execute',
    {
      does: 'executes',
      or: ', or list the programs (`command: { programs: [...] }`)',
      isHeld: holdsCommand,
    },
  ],
]);

import { control } from '../control.ts';
import { executingTool } from '../posture/executing-tool.ts';
import { reportAbout, reportMissing } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { usedTools } from '../used-tools.ts';

export const postureCompute: LintRule = {
  code: 'posture/compute',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'untrusted code outside a microVM (gVisor is a warning)',
  help: 'run it in a microVM of the tenant’s own (`runtime: microvm`)',
  controls: [
    control('owasp-asi', 'ASI05'),
    control('owasp-mcp', 'MCP05:2025'),
    control('atlas', 'AML.T0105'),
    control('nist-800-53', 'SC-39'),
    control('nist-800-53', 'SC-7(21)'),
    control('soc2', 'CC6.8'),
    control('csa-aicm', 'AIS-13'),
  ],
  posture: ['compute'],
  check: codeIsHeld,
};

/** Code that nobody reviewed runs in a microVM. */
function* codeIsHeld(context: LintContext): Iterable<Report> {
  const used = usedTools(context);
  for (const subject of declaredSubjects(context)) {
    const { posture } = subject;
    const declared = valueAt(posture, 'compute.runs_untrusted_code');
    const tool = executingTool(used(subject.policy, subject.plan));
    // A name is a hint: what the posture says of it counts before.
    const isKnown = declared?.value === true || tool?.isGuess === false;
    if (!isKnown && (tool === undefined || declared !== undefined)) continue;
    const what =
      declared?.value === true
        ? 'untrusted code'
        : `what ${tool?.tool ?? ''} executes${tool?.isGuess === true ? ', by its name,' : ''}`;
    yield* runtime(subject, what, isKnown);
  }
}

function* runtime(subject: DeclaredSubject, what: string, isKnown: boolean): Iterable<Report> {
  const said = valueAt(subject.posture, 'compute.runtime');
  const level = isKnown ? {} : { severity: 'warning' as const };
  if (said === undefined) {
    yield reportMissing(subject, 'compute.runtime', {
      ...level,
      message: `nothing says where ${what} runs`,
      help: 'write `compute: { runtime: microvm }` once it runs in one, and `runs_untrusted_code: true`',
    });
    return;
  }
  const held = holds.get(String(said.value));
  if (held === undefined) return;
  yield reportAbout(subject, {
    ...(said.value === 'gvisor' ? { severity: 'warning' } : level),
    message: `${what} runs in ${held.words}`,
    label: held.label,
    place: said.place,
  });
}

const holds = new Map([
  [
    'gvisor',
    {
      words: 'gVisor, a kernel in user space, which is less than a machine of its own',
      label: 'weaker than a microVM',
    },
  ],
  [
    'container',
    {
      words: 'a container, which shares the kernel with its neighbours',
      label: 'one kernel bug is an escape',
    },
  ],
  ['none', { words: 'the process of the agent itself', label: 'nothing holds it' }],
]);

import { createEngine, createMemoryLimitStore, type DecideOptions } from '../engine/index.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { JsonObject, JsonValue, UnjudgeableArguments } from '../model/json.ts';
import type { Action } from '../model/rule.ts';
import { type EvaluatedCall, evalOutput, prettyEval } from '../report/eval-report.ts';
import { jsonText } from '../report/json-text.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import { readDateTime } from '../transcript/date-time.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { readJsonOption, readJudgedOption } from './read-json-option.ts';

/** `policy eval`: one call, decided and explained. */
export const evalCommand: CommandDefinition = {
  summary: 'one call, decided and explained',
  operands: [{ name: '<tool>', about: 'the tool that is called' }],
  options: [
    { flags: '--tenant <id>', about: 'the tenant that the call is for' },
    { flags: '--args <json>', about: 'its arguments: JSON, @FILE, or - for standard input (default {})' },
    { flags: '--context <json>', about: 'its context besides tenant_id: JSON or @FILE' },
    { flags: '--at <time>', about: 'when it is made, RFC 3339 (default now)' },
    { flags: '--without <steps>', about: 'leave out boundaries, limits or both: boundaries,limits' },
    { flags: '--expect <action>', about: 'exit 1 unless this is decided: allow, deny or require_approval' },
    { flags: '--trace', about: 'print every step' },
  ],
  formats: ['pretty', 'json'],
  example: `
policy eval access_file --tenant tenant_acme --args '{"path":"/data/tenant_xyz/x"}'

deny  the call reaches outside the tenant's own resources
  call      access_file {"path":"/data/tenant_xyz/x"}
  context   {"tenant_id":"tenant_acme"}
  code      boundary
  policy    boundaries.yaml:5
`,
  run: runEval,
};

async function runEval(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const [tool = ''] = given.operands;
  const expected = readAction(given.text('expect'));
  const decide = decideOptions(context);
  const call = { tool, arguments: await readArgs(context), context: await readContext(context) };
  const { resolved } = await loadSoundWorkspace(context);
  const engine = createEngine(resolved.workspace, {
    clock: context.clock,
    limits: createMemoryLimitStore(),
    ...(await grammarFor(resolved.workspace)),
  });
  const decision = engine.decide(call, decide);
  const evaluated: EvaluatedCall = { ...call, decision, ...(expected === undefined ? {} : { expected }) };
  await context.report((format, palette) =>
    format === 'json' ? jsonText(evalOutput(evaluated)) : prettyEval(evaluated, palette),
  );
  return expected === undefined || expected === decision.action ? 0 : 1;
}

function decideOptions({ given }: CommandContext): DecideOptions {
  const without = given.choices('without', ['boundaries', 'limits']);
  const at = given.text('at');
  const time = at === undefined ? undefined : readDateTime(at);
  if (at !== undefined && time === undefined) {
    throw new UserMistake(`--at is no RFC 3339 time: ${at}`, { help: 'write 2026-03-01T12:00:00Z' });
  }
  return {
    trace: given.flag('trace'),
    without: { boundaries: without.includes('boundaries'), limits: without.includes('limits') },
    ...(time === undefined ? {} : { at: time }),
  };
}

async function readArgs({ given, cwd }: CommandContext): Promise<JsonValue | UnjudgeableArguments> {
  const text = given.text('args');
  return text === undefined ? {} : readJudgedOption('--args', text, cwd);
}

/** The context with the tenant in it. `--tenant` and a `tenant_id` in the context must not contradict each other. */
async function readContext({ given, cwd }: CommandContext): Promise<JsonObject> {
  const tenant = given.text('tenant');
  const text = given.text('context');
  const written = text === undefined ? {} : await readJsonOption('--context', text, cwd);
  if (tenant === undefined) {
    if (Object.hasOwn(written, 'tenant_id')) return written;
    throw new UserMistake('--tenant is missing', {
      help: 'name the tenant that the call is for: --tenant ID',
    });
  }
  const own = Object.hasOwn(written, 'tenant_id') ? written.tenant_id : tenant;
  if (own !== tenant) throw new UserMistake('--tenant and the tenant_id of --context name two tenants');
  return { tenant_id: tenant, ...written };
}

function readAction(text: string | undefined): Action | undefined {
  if (text === undefined || text === 'allow' || text === 'deny' || text === 'require_approval') return text;
  throw new UserMistake(`--expect cannot be '${text}'`, { help: 'one of allow, deny, require_approval' });
}

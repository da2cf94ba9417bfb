import { expandFiles } from '../host/expand-files.ts';
import { readInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { joinShards } from '../simulate/join-shards.ts';
import { readSimulateOutput } from '../simulate/read-output.ts';
import type { SimulateOutput } from '../simulate/simulate-output.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { fails, failsOn, refuseWhatIsLeft } from './simulate-failure.ts';
import { failOnOption } from './simulate-options.ts';
import { simulateFormats, simulateText } from './simulate-text.ts';

/** `policy simulate merge`: the results of all shards of a run, joined to that of the whole. */
export const simulateMergeCommand: CommandDefinition = {
  summary: 'the results of all shards of a run, joined to that of the whole',
  operands: [
    { name: '<results...>', about: 'what policy simulate --shard I/N --format json printed, all N' },
  ],
  options: [
    failOnOption,
    { flags: '--skip-malformed', about: 'malformed records do not fail the run' },
    { flags: '--allow-empty', about: 'recordings without a call do not fail the run' },
  ],
  formats: simulateFormats,
  example: `
policy simulate calls.jsonl --shard 1/2 --format json=1.json
policy simulate calls.jsonl --shard 2/2 --format json=2.json
policy simulate merge 1.json 2.json

1,204 calls of 96 sessions in 1 recording
  calls.jsonl  toolkit  1,204 calls
`,
  run: runMerge,
};

/** In bytes. */
const resultLimit = { what: 'a result', maxBytes: 512 * 1024 * 1024 };

async function runMerge(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const failing = failsOn(given);
  const outputs: SimulateOutput[] = [];
  for (const file of await expandFiles(given.operands, cwd)) {
    const reading = readSimulateOutput(await readInput(file, cwd, resultLimit));
    if (!reading.ok) throw new UserMistake(`${file}: ${reading.problem}`);
    outputs.push(reading.output);
  }
  const joined = joinShards(outputs);
  if (!joined.ok) throw new UserMistake(joined.problem, { help: joined.help });
  const { summary, revision } = joined;
  await context.report((format, palette) =>
    simulateText(format, { summary, revision, failsOn: failing }, palette),
  );
  refuseWhatIsLeft(summary, given.flag('skip-malformed'), given.flag('allow-empty'));
  return fails(summary, failing) ? 1 : 0;
}

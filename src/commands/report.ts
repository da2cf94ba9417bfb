import { readInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { simulatePage } from '../report/page/simulate-page.ts';
import { readSimulateOutput } from '../simulate/read-output.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { pageDigest } from './simulate-text.ts';

/** `policy report`: a saved result as an HTML page that stands alone. */
export const reportCommand: CommandDefinition = {
  summary: 'a saved result of simulate as an HTML page that stands alone',
  operands: [
    { name: '<results>', about: 'what policy simulate --format json printed; - for standard input' },
  ],
  options: [],
  formats: ['html'],
  example: `
policy simulate calls.jsonl --swap --format json=results.json
policy report results.json --output report.html
`,
  run: runReport,
};

/** In bytes. */
const resultLimit = { what: 'a result', maxBytes: 512 * 1024 * 1024 };

async function runReport(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const [file = '-'] = given.operands;
  const reading = readSimulateOutput(await readInput(file, cwd, resultLimit));
  if (!reading.ok) throw new UserMistake(`${file}: ${reading.problem}`);
  await context.report(() => simulatePage(reading.output, pageDigest));
  return 0;
}

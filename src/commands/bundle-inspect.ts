import { createHash } from 'node:crypto';
import { inspectBundle } from '../bundle/inspect-bundle.ts';
import { defaultSizeLimits } from '../bundle/unpack-bundle.ts';
import { readChunks } from '../host/read-chunks.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { bundleSummary } from '../report/bundle-summary.ts';
import { bundleText } from '../report/bundle-text.ts';
import { jsonText } from '../report/json-text.ts';
import { visibleText } from '../text/visible-text.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';

/** `policy bundle inspect`: what a bundle holds. Not whether a runtime would load it. */
export const bundleInspectCommand: CommandDefinition = {
  summary: 'what a bundle holds',
  operands: [{ name: '<file>', about: 'the bundle, or - for standard input' }],
  options: [{ flags: '--text', about: "everything in it, sorted, for git's textconv" }],
  formats: ['pretty', 'json'],
  example: `
policy bundle inspect bundle.tar.gz

revision  1f0c5bd7e2aa...
format    1
sequence  7
signed    no
tenants   3

file      bulkhead/data.json  5,120 bytes  9ab1...
`,
  run: runInspect,
};

async function runInspect(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const [file = ''] = given.operands;
  const inspected = inspectBundle(await readBytes(file, cwd), (bytes) =>
    createHash('sha256').update(bytes).digest(),
  );
  if (!inspected.ok) {
    const { check, message } = inspected.problem;
    throw new UserMistake(`${file} is no bundle that can be shown: ${message}`, {
      help: `the check that failed is ${check}`,
    });
  }
  const { value } = inspected;
  await context.report((format) => {
    if (format === 'json') return jsonText(value.inspection);
    if (given.flag('text')) return bundleText(value);
    return `${bundleSummary(value).map(visibleText).join('\n')}\n`;
  });
  return 0;
}

async function readBytes(file: string, cwd: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Nothing is half done when Ctrl-C ends this, so that nothing has to hear of it.
  const { signal } = new AbortController();
  for await (const chunk of readChunks(file, cwd, signal)) {
    size += chunk.length;
    if (size > defaultSizeLimits.compressedBytes) throw new UserMistake(`${file} is too large for a bundle`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import { resolve } from 'node:path';
import { UserMistake } from '../host/user-mistake.ts';
import { suggest } from '../text/suggest.ts';

/** One result to write: in which format, and to which file; standard output where there is none. */
export interface OutputRequest {
  readonly format: string;
  readonly file?: string;
}

/**
 * What `--format FORMAT`, `--format FORMAT=FILE` and `--output FILE` ask for. Without a format it is the command's
 * first. Throws `UserMistake` for an unknown format, two results for one place, or an output that nothing goes to.
 */
export function planOutputs(
  asked: readonly string[],
  output: string | undefined,
  formats: readonly [string, ...string[]],
  cwd: string,
): readonly OutputRequest[] {
  const named = asked.map((text) => parseFormat(text, formats));
  const requests = named.length === 0 ? [{ format: formats[0] }] : named;
  const file = output === '-' ? undefined : output;
  if (file === '') throw new UserMistake('--output names no file');
  if (output !== undefined && requests.every((request) => request.file !== undefined)) {
    throw new UserMistake('--output has nothing to write: every --format names a file of its own');
  }
  const planned = requests.map((request) =>
    request.file === undefined && file !== undefined ? { ...request, file } : request,
  );
  rejectSharedPlaces(planned, cwd);
  return planned;
}

function parseFormat(text: string, formats: readonly string[]): OutputRequest {
  const equals = text.indexOf('=');
  const format = equals === -1 ? text : text.slice(0, equals);
  if (!formats.includes(format)) {
    const near = suggest(format, formats);
    const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
    throw new UserMistake(`there is no format '${format}' here${hint}`, {
      help: `one of ${formats.join(', ')}`,
    });
  }
  if (equals === -1) return { format };
  const file = text.slice(equals + 1);
  if (file === '') throw new UserMistake(`--format ${format}= names no file`);
  return file === '-' ? { format } : { format, file };
}

function rejectSharedPlaces(requests: readonly OutputRequest[], cwd: string): void {
  const places = new Set<string>();
  for (const { file } of requests) {
    const place = file === undefined ? '' : resolve(cwd, file);
    if (places.has(place)) {
      throw new UserMistake(`two formats would go to ${file ?? 'standard output'}`, {
        help: 'give one of them a file of its own: --format FORMAT=FILE',
      });
    }
    places.add(place);
  }
}

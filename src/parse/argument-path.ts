import type { ArgumentPath, PathSegment } from '../model/argument-path.ts';

/** Why a text is no path; `index` is where in the text. */
interface PathProblem {
  readonly index: number;
  readonly message: string;
}

export type ParsedPath =
  | { readonly ok: true; readonly path: ArgumentPath }
  | { readonly ok: false; readonly problem: PathProblem };

/** Reads a path such as `arguments.items[*].path` or `arguments["odd.key"]`. */
export function parseArgumentPath(text: string): ParsedPath {
  const root = roots.find(
    (name) => text === name || (text.startsWith(name) && '.['.includes(text.charAt(name.length))),
  );
  if (root === undefined) return fail(0, 'a path starts with `arguments.` or `context.`');
  const segments: PathSegment[] = [];
  let at = root.length;
  while (at < text.length) {
    const step = text.charAt(at) === '.' ? readName(text, at) : readBracket(text, at);
    if (typeof step === 'string') return fail(at, step);
    segments.push(step.segment);
    at = step.past;
  }
  if (segments.length === 0) return fail(text.length, `the path names nothing below \`${root}\``);
  if (segments.length > longestPath) return fail(0, `a path has at most ${longestPath} steps`);
  return { ok: true, path: { text: spellPath(root, segments), root, segments } };
}

/** The canonical spelling of a path. */
export function spellPath(root: ArgumentPath['root'], segments: readonly PathSegment[]): string {
  const steps = segments.map((segment) => {
    if (segment.kind === 'each') return '[*]';
    return plainKey.test(segment.key) ? `.${segment.key}` : `[${JSON.stringify(segment.key)}]`;
  });
  return root + steps.join('');
}

const roots = ['arguments', 'context', 'result'] as const;
const longestPath = 64;

interface Step {
  readonly segment: PathSegment;
  readonly past: number;
}

function readName(text: string, at: number): Step | string {
  let past = at + 1;
  while (past < text.length && !'.["\'] \t'.includes(text.charAt(past))) past += 1;
  const key = text.slice(at + 1, past);
  if (key === '') return 'a name is missing after the dot';
  if (!plainKey.test(key)) return `the name \`${key}\` needs quotes, as in \`["${key}"]\``;
  return { segment: { kind: 'key', key }, past };
}

function readBracket(text: string, at: number): Step | string {
  if (text.startsWith('[*]', at)) return { segment: { kind: 'each' }, past: at + 3 };
  if (!text.startsWith('["', at)) return 'expected `.name`, `[*]` or `["name"]`';
  let past = at + 2;
  while (past < text.length && text.charAt(past) !== '"') past += text.charAt(past) === '\\' ? 2 : 1;
  const key = jsonText(text.slice(at + 1, past + 1));
  if (key === undefined || text.charAt(past + 1) !== ']')
    return 'the name in brackets is not closed with `"]`';
  return { segment: { kind: 'key', key }, past: past + 2 };
}

function jsonText(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

// Letters, digits and marks of any script, and what common parameter names hold.
const plainKey = /^[\p{L}\p{N}\p{M}_$@-]+$/u;

function fail(index: number, message: string): ParsedPath {
  return { ok: false, problem: { index, message } };
}

import { suggest } from '../text/suggest.ts';

/** Among more names than this none is suggested, and for no more mistakes: each is held against all names. */
const mostNames = 2000;
const mostMistakes = 500;

/**
 * Finds the name that a mistyped one most likely means; undefined where none is near, or there are too many. Remembers
 * its answers.
 */
export function nearNames(known: readonly string[]): (name: string) => string | undefined {
  const answers = new Map<string, string | undefined>();
  return (name) => {
    if (known.length > mostNames || (answers.size >= mostMistakes && !answers.has(name))) return undefined;
    const near = answers.has(name) ? answers.get(name) : suggest(name, known);
    answers.set(name, near);
    return near;
  };
}

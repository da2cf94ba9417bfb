import { isToolGlob, matchesToolName, toolGlobTokens } from '../engine/tool-name.ts';

// Sets of positions that may be visited before the question is given up; real globs need a few dozen.
const budget = 10_000;

/**
 * Whether every tool name that `inner` stands for is one that `outer` stands for (both exact names or globs). Also false where
 * that takes too long to tell, which no glob that a person would write does.
 */
export function areToolNamesWithin(inner: string, outer: string): boolean {
  if (outer === '**' || inner === outer) return true;
  if (!isToolGlob(inner)) return matchesToolName(outer, inner);
  if (inner === '**') return false;
  const innerTokens = toolGlobTokens(inner);
  const outerTokens = toolGlobTokens(outer);
  const alphabet = alphabetOf([...innerTokens, ...outerTokens]);
  const start: Pair = { inner: closure(innerTokens, [0]), outer: closure(outerTokens, [0]) };
  const seen = new Set([keyOf(start)]);
  const open = [start];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    if (pair.inner.includes(innerTokens.length) && !pair.outer.includes(outerTokens.length)) return false;
    for (const char of alphabet) {
      const next: Pair = {
        inner: closure(innerTokens, step(innerTokens, pair.inner, char)),
        outer: closure(outerTokens, step(outerTokens, pair.outer, char)),
      };
      if (next.inner.length === 0 || seen.has(keyOf(next))) continue;
      if (seen.size >= budget) return false;
      seen.add(keyOf(next));
      open.push(next);
    }
  }
  return true;
}

/** The positions of both globs that one name can lead to, sorted. */
interface Pair {
  readonly inner: readonly number[];
  readonly outer: readonly number[];
}

function keyOf({ inner, outer }: Pair): string {
  return `${inner.join(',')}|${outer.join(',')}`;
}

/** Characters that tell all names apart: those written, and one that only a `*`, one that only a `**` takes. */
function alphabetOf(tokens: readonly string[]): readonly string[] {
  const written = new Set(tokens.filter((token) => token !== '*' && token !== '**'));
  const narrow = [...narrowCharacters].find((char) => !written.has(char));
  const wide = [...wideCharacters].find((char) => !written.has(char));
  return [...written, ...(narrow === undefined ? [] : [narrow]), ...(wide === undefined ? [] : [wide])];
}

const narrowCharacters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-';
const wideCharacters = '.:/';

function step(tokens: readonly string[], positions: readonly number[], char: string): readonly number[] {
  return positions.flatMap((at) => {
    const token = tokens[at];
    if (token === '*') return narrowCharacters.includes(char) ? [at] : [];
    if (token === '**') return narrowCharacters.includes(char) || wideCharacters.includes(char) ? [at] : [];
    return token === char ? [at + 1] : [];
  });
}

function closure(tokens: readonly string[], positions: readonly number[]): readonly number[] {
  const reached = new Set(positions);
  for (const at of reached) if (tokens[at] === '*' || tokens[at] === '**') reached.add(at + 1);
  return [...reached].sort((a, b) => a - b);
}

import { UserMistake } from '../host/user-mistake.ts';
import { suggest } from '../text/suggest.ts';

const mostNames = 12;

/** A name that stands for nothing, with the one that was probably meant, else those there are. */
export function unknownName(what: string, name: string, known: readonly string[]): UserMistake {
  const near = suggest(name, known);
  const listed = `${what}s are ${known.slice(0, mostNames).join(', ')}${known.length > mostNames ? ', ...' : ''}`;
  return new UserMistake(`there is no ${what} '${name}'`, {
    help: near === undefined ? listed : `did you mean ${near}?`,
  });
}

import { join } from 'node:path';
import { visibleText } from '../text/visible-text.ts';
import { type InputLimit, readTextFile } from './read-input.ts';
import { UserMistake } from './user-mistake.ts';

/** Files below `root`, by the texts that were read of them, of which some are to be written. */
export interface FilesToWrite {
  readonly root: string;
  readonly names: Iterable<string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly limit: InputLimit;
}

/**
 * Throws `UserMistake` where a file holds another text by now than was read: somebody edits it, and what they write must
 * not be lost.
 */
export function refuseChanged({ root, names, texts, limit }: FilesToWrite): void {
  for (const name of names) {
    const shown = visibleText(name);
    if (readTextFile(join(root, name), shown, limit) === texts.get(name)) continue;
    throw new UserMistake(`${shown} was changed while this ran, and nothing is written`, {
      help: 'run it again',
    });
  }
}

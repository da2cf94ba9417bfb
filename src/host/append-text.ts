import { appendFileSync } from 'node:fs';
import { visibleText } from '../text/visible-text.ts';
import { fileProblem } from './file-problem.ts';

/** Adds text to the end of a file that others write to as well. Throws `UserMistake`. */
export function appendText(path: string, text: string): void {
  try {
    appendFileSync(path, text, 'utf8');
  } catch (error) {
    throw fileProblem(error, visibleText(path));
  }
}

import { keyPrefixProblem, pathPrefixProblem } from '../../text/canonical-prefix.ts';

/** Why `text` is no prefix of that form, or undefined where it is one. */
export function prefixProblem(form: 'path' | 'key', text: string): string | undefined {
  return form === 'path' ? pathPrefixProblem(text) : keyPrefixProblem(text);
}

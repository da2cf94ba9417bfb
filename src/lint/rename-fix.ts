import type { Fix } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { SourceText } from '../text/source-text.ts';

const plain = /^[A-Za-z][\w.-]*$/;
/** Needs at most quotes. */
const simple = /^[\w.*[\]:/-]+$/;
const otherwiseRead = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/**
 * The unsafe fix that writes another name at a scalar, quoted as it was. Undefined where the scalar is not written in one
 * piece, or the name needs more than quotes.
 */
export function renameFix(
  sources: ReadonlyMap<string, SourceText>,
  place: Place,
  from: string,
  to: string,
): Fix | undefined {
  const { file, start, end } = place;
  const written = sources.get(file)?.text.slice(start, end);
  const style = [from, `'${from}'`, `"${from}"`].indexOf(written ?? '');
  if (style === -1 || !simple.test(to)) return undefined;
  const isPlain = style === 0 && plain.test(to) && !otherwiseRead.test(to);
  const text = isPlain ? to : style === 2 ? `"${to}"` : `'${to}'`;
  return { title: `write ${to}`, safe: false, edits: [{ file, start, end, text }] };
}

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text from files and recordings, safe to show: control, escape, bidi and other characters that show nothing or move
 * what is shown stand as `\u{1b}`. Line breaks and tabs too, so the result is one line.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

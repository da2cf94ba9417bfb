const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

// What runners of CI obey in a log: `##[...]`, `##vso[...]` and the like anywhere in a line, `::name ...::` at its start.
const order = /##(?=[a-z]*\[)/gi;
const orderAtStart = /^(\s*):(?=:[a-z][^:]*::)/i;

/**
 * Text from files and recordings, safe to show: control, escape, bidi and other characters that show nothing or move
 * what is shown stand as `\u{1b}`, and so does one of what a runner of CI would take for an order. Line breaks and tabs
 * too, so the result is one line.
 */
export function visibleText(text: string): string {
  return text
    .replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(order, '#\\u{23}')
    .replace(orderAtStart, '$1\\u{3a}');
}

/** Whether a line holds what a runner would obey wherever it stands, also where it is shown in parts. */
export function holdsOrder(line: string): boolean {
  return line.search(order) !== -1;
}

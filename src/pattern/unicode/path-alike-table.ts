// Made by scripts/unicode/generate.mjs; do not edit.

/** Characters, `.`, `/` and `\` aside, whose NFKC form holds one of these three; Unicode 15.0, form as `categoryTable`. */
export const pathAlikeTable: string = '6ck 2 61 1 3 1 ox j 2zq 0 4 0 g 0 13y8 0 m 0 x 0 l 0 4l 1 18 0 1br7 0';

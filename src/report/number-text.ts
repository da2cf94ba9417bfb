/** A whole number with its thousands set apart: `3,654`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 call`, `3,654 calls`; `many` where the plural is not the word with an s. */
export function amountText(count: number, one: string, many: string = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** A part of a whole in percent with one digit; never `0.0` or `100.0` for a part that is something or not all. */
export function percentText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0.0 %';
  const percent = (100 * part) / whole;
  if (percent < 0.05) return '<0.1 %';
  return `${part < whole && percent > 99.9 ? '99.9' : percent.toFixed(1)} %`;
}

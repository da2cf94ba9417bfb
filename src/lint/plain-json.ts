/** Whether a value is a mapping of JSON data rather than a list or scalar. */
export function isPlainData(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own value by key, or undefined. */
export function ownValue(data: { readonly [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

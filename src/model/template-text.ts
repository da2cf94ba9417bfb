/** A `${...}` in a text. */
export type Reference =
  | { readonly ref: 'tenant.id' }
  | { readonly ref: 'tenant.name' }
  | { readonly ref: 'plan' }
  | { readonly ref: 'vars'; readonly name: string }
  | { readonly ref: 'context'; readonly key: string }
  | { readonly ref: 'env'; readonly name: string };

/**
 * Text with references, in order; neighbouring strings are joined and empty ones left out.
 * `$${` in the source is `${` here. After a policy is compiled only `context` and `env` references remain.
 */
export type TemplateText = readonly (string | Reference)[];

/** The text itself where it holds no reference. */
export function literalText(text: TemplateText): string | undefined {
  if (text.length === 0) return '';
  const [first] = text;
  return text.length === 1 && typeof first === 'string' ? first : undefined;
}

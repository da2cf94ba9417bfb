import type { PlainScalar, PlainVariable } from './plain-documents.ts';
import { isObject, ownProperty } from './read-path.ts';

/** What the references in a policy's texts stand for, for one tenant and one call. */
export interface Bindings {
  readonly tenantId: string;
  readonly tenantName: string | undefined;
  readonly plan: string | undefined;
  readonly vars: ReadonlyMap<string, PlainVariable>;
  /** The call's context. */
  readonly context: unknown;
}

/** What a reference stands for; undefined is a value that only this call's context lacks or has in another form. */
type Meaning = PlainVariable | undefined;

/** A scalar option of a matcher, with references put in; undefined where the call's context does not give it. */
export type Option = PlainScalar | undefined;

/** The options that `equals`, `one_of`, `contains` and `contains_any` list: a list variable stands for its items. */
export function optionsOf(written: string | readonly PlainScalar[], bindings: Bindings): readonly Option[] {
  return (typeof written === 'string' ? [written] : written).flatMap((option): readonly Option[] => {
    if (typeof option !== 'string') return [option];
    const whole = /^\$\{([^}]*)\}$/.exec(option)?.[1];
    if (whole === undefined) return [textOf(option, bindings)];
    const meaning = meaningOf(whole, bindings);
    return Array.isArray(meaning) ? meaning : [asScalar(meaning)];
  });
}

/** The prefixes of `path_within` and `key_within`; undefined where a `${context.KEY}` has not the form of a tenant id. */
export function prefixesOf(
  written: string | readonly string[],
  bindings: Bindings,
): readonly (string | undefined)[] {
  return (typeof written === 'string' ? [written] : written).flatMap((prefix) => {
    const context = /(?<!\$)\$\{context\.([^}]*)\}/.exec(prefix)?.[1];
    if (context !== undefined) {
      const value = meaningOf(`context.${context}`, bindings);
      if (typeof value !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value)) return [undefined];
    }
    const whole = /^\$\{([^}]*)\}$/.exec(prefix)?.[1];
    const meaning = whole === undefined ? undefined : meaningOf(whole, bindings);
    return Array.isArray(meaning) ? meaning.map(String) : [textOf(prefix, bindings)];
  });
}

/** A bound of `number` or `length`: "a number, or one whole reference to a variable of type number". */
export function boundOf(written: number | string, bindings: Bindings): number {
  return typeof written === 'number' ? written : Number(textOf(written, bindings));
}

/** A text with its references replaced; "`$${` writes `${`". */
export function textOf(text: string, bindings: Bindings): string {
  return replaceReferences(text, (name) => String(meaningOf(name, bindings)));
}

/** A regex with its references put in "as a quoted group"; "a list may stand in a regex as alternatives". */
export function regexOf(text: string, bindings: Bindings, quote: (literal: string) => string): string {
  return replaceReferences(text, (name) => {
    const meaning = meaningOf(name, bindings);
    const alternatives = Array.isArray(meaning) ? meaning : [meaning];
    return `(?:${alternatives.map((literal) => quote(String(literal))).join('|')})`;
  });
}

function replaceReferences(text: string, replacement: (name: string) => string): string {
  return text.replace(/\$\$\{|\$\{([^}]*)\}/g, (_whole, name: string | undefined) => {
    return name === undefined ? '${' : replacement(name);
  });
}

function meaningOf(name: string, bindings: Bindings): Meaning {
  if (name === 'tenant.id') return bindings.tenantId;
  if (name === 'tenant.name') return bindings.tenantName;
  if (name === 'plan') return bindings.plan;
  if (name.startsWith('vars.')) return bindings.vars.get(name.slice('vars.'.length));
  // "Unclear where the context lacks it, or it is null, an object or a list."
  const value = isObject(bindings.context)
    ? ownProperty(bindings.context, name.slice('context.'.length))
    : undefined;
  return isScalar(value) ? value : undefined;
}

function asScalar(meaning: Meaning): Option {
  return isScalar(meaning) ? meaning : undefined;
}

function isScalar(value: unknown): value is PlainScalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

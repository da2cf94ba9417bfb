import type { VariableValue } from '../../model/documents.ts';
import type { Scalar } from '../../model/json.ts';
import type { Reference, TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import { quotePattern } from '../../pattern/quote-pattern.ts';
import { patternText } from './pattern-text.ts';
import { PolicyError } from './policy-error.ts';
import { referenceText } from './reference-text.ts';

/** What a reference stands for when a policy is compiled. Throws `PolicyError` where nothing gives it. */
export function boundValue(reference: Reference, bindings: Bindings): VariableValue {
  const value = lookUp(reference, bindings);
  if (value === undefined) throw new PolicyError(`nothing gives ${referenceText(reference)}`);
  return value;
}

function lookUp(reference: Reference, bindings: Bindings): VariableValue | undefined {
  switch (reference.ref) {
    case 'tenant.id':
      return bindings.tenantId;
    case 'tenant.name':
      return bindings.tenantName;
    case 'plan':
      return bindings.plan;
    case 'vars':
      return bindings.vars.get(reference.name);
    case 'context':
    case 'env':
      throw new PolicyError(`${referenceText(reference)} may not stand here`);
  }
}

/** The text with every reference put in. Throws `PolicyError` for a list, which is no text. */
export function bindText(text: TemplateText, bindings: Bindings): string {
  let bound = '';
  for (const part of text) {
    if (typeof part === 'string') {
      bound += part;
      continue;
    }
    const value = boundValue(part, bindings);
    if (isList(value))
      throw new PolicyError(`${referenceText(part)} is a list, which may not stand inside a text`);
    bound += String(value);
  }
  return bound;
}

/** The texts of a list of templates; one that is a whole reference to a list stands for all of its items. */
export function bindTexts(texts: readonly TemplateText[], bindings: Bindings): string[] {
  return texts.flatMap((text) => {
    const [only] = text;
    if (text.length === 1 && only !== undefined && typeof only !== 'string') {
      const value = boundValue(only, bindings);
      if (isList(value)) return nonEmpty(value, only).map(String);
    }
    return [bindText(text, bindings)];
  });
}

/**
 * A regular expression with every reference put in as a quoted group; a list as alternatives. Throws `PolicyError` where a
 * reference stands in a place where a group would mean something else, such as a class.
 */
export function bindPattern(pattern: TemplateText, bindings: Bindings): string {
  if (pattern.some((part) => typeof part !== 'string')) {
    const [misuse] = patternText(pattern).misuses;
    if (misuse !== undefined) throw new PolicyError(misuse.message);
  }
  return pattern.map((part) => (typeof part === 'string' ? part : quotedGroup(part, bindings))).join('');
}

function quotedGroup(reference: Reference, bindings: Bindings): string {
  const value = boundValue(reference, bindings);
  const items = isList(value) ? nonEmpty(value, reference) : [value];
  return `(?:${items.map((item) => quotePattern(String(item))).join('|')})`;
}

/** The scalars that a whole reference stands for. */
export function boundScalars(reference: Reference, bindings: Bindings): readonly Scalar[] {
  const value = boundValue(reference, bindings);
  return isList(value) ? nonEmpty(value, reference) : [value];
}

function nonEmpty(items: readonly Scalar[], reference: Reference): readonly Scalar[] {
  if (items.length === 0) throw new PolicyError(`${referenceText(reference)} is an empty list`);
  return items;
}

function isList(value: VariableValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

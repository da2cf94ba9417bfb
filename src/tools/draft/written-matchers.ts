import type { PolicyDocument } from '../../model/documents.ts';
import type { Matcher, ScalarText } from '../../model/matcher.ts';
import type { Rule } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import { keyPrefixProblem, pathPrefixProblem } from '../../text/canonical-prefix.ts';

/** How the tenant of a call is written. */
export const tenantReference = '${tenant.id}';

/** What a rule that may let a call pass says of an argument, as far as it tells whose the argument is. */
export interface WrittenMatcher {
  /** The tools of its rule, names or globs. */
  readonly tools: readonly string[];
  /** The argument's path. */
  readonly path: string;
  readonly says:
    | { readonly kind: 'path_within' | 'key_within'; readonly prefix: string }
    /** The tenant's id as a whole. */
    | { readonly kind: 'own' }
    | { readonly kind: 'email' | 'url' | 'sql' | 'filter' };
}

/**
 * What the rules of tenants and templates write. A prefix ends after the tenant's id and the character behind it, for
 * what is below may differ from tool to tool and is the tenant's all the same.
 */
export function writtenMatchers(documents: readonly PolicyDocument[]): readonly WrittenMatcher[] {
  return documents.flatMap((document) => {
    if (document.kind !== 'tenant' && document.kind !== 'template') return [];
    const tenant = document.kind === 'tenant' ? document.tenantId.value : undefined;
    return document.rules.flatMap((rule) => ofRule(rule, tenant));
  });
}

/**
 * A prefix up to the tenant's id and the character behind it, with the reference in place of the id: where that is a whole
 * segment of the path, or a whole part of the key.
 */
export function tenantPrefix(
  kind: 'path_within' | 'key_within',
  text: string,
  tenant: string | undefined,
): string | undefined {
  const parts = text.split(kind === 'path_within' ? /(\/)/ : /([/:.](?!id\}))/);
  const index = parts.findIndex((part) => part === tenantReference || (part !== '' && part === tenant));
  const separator = parts[index + 1];
  if (index === -1 || separator === undefined) return undefined;
  return `${parts.slice(0, index).join('')}${tenantReference}${separator}`;
}

function ofRule({ tools, conditions }: Rule, tenant: string | undefined): readonly WrittenMatcher[] {
  const names = tools.map(({ value }) => value);
  return conditions
    .filter(({ action }) => action.value !== 'deny')
    .flatMap(({ match }) => match)
    .flatMap(({ path, matcher }) =>
      path.root === 'arguments'
        ? saysOf(matcher, tenant).map((says) => ({ tools: names, path: path.text, says }))
        : [],
    );
}

function saysOf(matcher: Matcher, tenant: string | undefined): readonly WrittenMatcher['says'][] {
  switch (matcher.kind) {
    case 'path_within':
    case 'key_within':
      return matcher.prefixes.flatMap((text) => prefixOf(matcher.kind, spelled(text), tenant));
    case 'regex': {
      const [, prefix] = /^\^(\/[\w$./{}-]*\/)/.exec(spelled(matcher.pattern) ?? '') ?? [];
      return prefixOf('path_within', prefix, tenant);
    }
    case 'one_of':
      return matcher.values.some((value) => isTenant(value, tenant)) ? [{ kind: 'own' }] : [];
    case 'email':
    case 'url':
    case 'sql':
    case 'filter':
      return [{ kind: matcher.kind }];
    case 'any_of':
    case 'all_of':
      return matcher.matchers.flatMap((each) => saysOf(each, tenant));
    default:
      return [];
  }
}

function prefixOf(
  kind: 'path_within' | 'key_within',
  text: string | undefined,
  tenant: string | undefined,
): readonly WrittenMatcher['says'][] {
  const prefix = text === undefined ? undefined : tenantPrefix(kind, text, tenant);
  if (prefix === undefined) return [];
  const problem = kind === 'path_within' ? pathPrefixProblem : keyPrefixProblem;
  return problem(prefix.replace(tenantReference, 'x')) === undefined ? [{ kind, prefix }] : [];
}

function isTenant(value: ScalarText, tenant: string | undefined): boolean {
  if (value.kind === 'scalar') return tenant !== undefined && value.value === tenant;
  const text = spelled(value.text);
  return text === tenantReference || (tenant !== undefined && text === tenant);
}

/** As written, where it holds no reference but to the tenant's id. */
function spelled(text: TemplateText): string | undefined {
  const parts = text.map((part) => {
    if (typeof part === 'string') return part.includes('${') ? undefined : part;
    return part.ref === 'tenant.id' ? tenantReference : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}

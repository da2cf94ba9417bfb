import { bindText, bindTexts } from '../../engine/compile/bind-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Matcher, ScalarText } from '../../model/matcher.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';

const mostValues = 4;

/**
 * Values that a boundary says yes to for a tenant, a few of each of its parts; what any tenant may reach is left out. Empty
 * where nothing can be made of it.
 */
export function foreignValues(matcher: Matcher, bindings: Bindings): readonly JsonValue[] {
  switch (matcher.kind) {
    case 'path_within':
      return texts(matcher.prefixes, bindings).map((prefix) => `${withSlash(prefix)}x`);
    case 'key_within':
      return texts(matcher.prefixes, bindings).map((prefix) => `${prefix}x`);
    case 'email':
      return texts(matcher.domains, bindings).map((domain) => `eve@${domain}`);
    case 'url':
      return urls(matcher, bindings);
    case 'command':
      return commands(matcher, bindings);
    case 'one_of':
      return matcher.values.flatMap((value) => scalars(value, bindings)).slice(0, mostValues);
    case 'sql':
      return [query(matcher, bindings)];
    case 'filter':
      return [filter(matcher, bindings)];
    case 'any_of':
    case 'all_of':
      return matcher.matchers.flatMap((part) => foreignValues(part, bindings)).slice(0, mostValues);
    default:
      return [];
  }
}

type MatcherOf<Kind extends Matcher['kind']> = Extract<Matcher, { readonly kind: Kind }>;

function urls(matcher: MatcherOf<'url'>, bindings: Bindings): readonly string[] {
  const { pathPrefix, ports } = matcher;
  const scheme = texts(matcher.schemes, bindings)[0] ?? 'https';
  const port = ports[0] === undefined ? '' : `:${ports[0]}`;
  const path = pathPrefix === undefined ? '/' : `${withSlash(texts([pathPrefix], bindings)[0] ?? '/')}x`;
  return texts(matcher.hosts, bindings).map(
    (host) => `${scheme}://${host.replace(/^\*/, 'x')}${port}${path}`,
  );
}

function commands({ programs, pathsWithin }: MatcherOf<'command'>, bindings: Bindings): readonly string[] {
  const [program = 'cat'] = texts(programs, bindings);
  if (pathsWithin === undefined) return [program];
  return texts(pathsWithin, bindings).map((prefix) => `${program} ${withSlash(prefix)}x`);
}

function query({ tables = [], scopedBy }: MatcherOf<'sql'>, bindings: Bindings): string {
  const [table = 'documents'] = texts(tables, bindings);
  const conditions = scopedBy.flatMap(({ column, value }) =>
    scalars(value, bindings).map((scalar) => `${column} = ${sqlLiteral(scalar)}`),
  );
  return `SELECT * FROM ${table} WHERE ${conditions.join(' AND ')}`;
}

function sqlLiteral(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function filter({ dialect, must }: MatcherOf<'filter'>, bindings: Bindings): JsonValue {
  const fields = must.flatMap(({ field, value }) =>
    scalars(value, bindings)
      .slice(0, 1)
      .map((scalar) => [field, scalar] as const),
  );
  if (dialect === 'qdrant') return { must: fields.map(([key, value]) => ({ key, match: { value } })) };
  return Object.fromEntries(fields);
}

function scalars(value: ScalarText, bindings: Bindings): readonly (string | number | boolean)[] {
  return value.kind === 'scalar' ? [value.value] : texts([value.text], bindings);
}

/** What nothing gives a tenant stands for nothing. */
function texts(templates: readonly TemplateText[], bindings: Bindings): readonly string[] {
  const first = templates.slice(0, mostValues);
  return first.flatMap((template) => boundTexts(template, bindings)).slice(0, mostValues);
}

function boundTexts(template: TemplateText, bindings: Bindings): readonly string[] {
  try {
    return template.length === 1 ? bindTexts([template], bindings) : [bindText(template, bindings)];
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

function withSlash(prefix: string): string {
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}

import { suggest } from '../../text/suggest.ts';

/** Among more names than this none is suggested: each of many tenants would be held against them all. */
const mostNames = 200;

/** The name that a mistyped one most likely means, or undefined where none is near or there are too many. */
export function suggestName(mistyped: string, names: ReadonlyMap<string, unknown>): string | undefined {
  return names.size > mostNames ? undefined : suggest(mistyped, names.keys());
}

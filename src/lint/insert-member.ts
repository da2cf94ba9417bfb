import type { Edit } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { SourceText } from '../text/source-text.ts';

/** A path with its matcher, as it may stand in a flow or a block mapping. */
export function memberText(path: string, matcher: string): string {
  const key = /^[\w.]+$/.test(path) ? path : `'${path.replaceAll("'", "''")}'`;
  return `${key}: ${matcher}`;
}

/**
 * The edit that puts members before the first one of a mapping, whose key is at `first`. Undefined where the mapping is not
 * written in one of the usual ways.
 */
export function insertMembers(
  first: Place,
  members: readonly string[],
  sources: ReadonlyMap<string, SourceText>,
): Edit | undefined {
  const { file, start } = first;
  const before = sources.get(file)?.text.slice(0, start) ?? '';
  const [space = ''] = /[ \t\r\n]*$/.exec(before.slice(-longestSpace)) ?? [];
  const opened = before.charAt(before.length - space.length - 1);
  const at = { file, start, end: start };
  if (opened === '{') return { ...at, text: members.map((member) => `${member}, `).join('') };
  const [lineBreak = ''] = /\r?\n[ \t]*$/.exec(space) ?? [];
  return opened === ':' && lineBreak !== ''
    ? { ...at, text: members.map((member) => member + lineBreak).join('') }
    : undefined;
}

const longestSpace = 1000;

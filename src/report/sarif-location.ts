import type { ArtifactLocation, Location, Region } from 'sarif';
import type { Finding } from '../model/finding.ts';
import type { Range } from '../model/place.ts';
import { lineText, type SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';

/** The base that all paths are relative to: the root of the repository. */
export const sourceRoot = '%SRCROOT%';

// GitHub shows lines from the repository itself; other viewers need no more than a line.
const longestSnippet = 400;

/** Where a finding is. `source` is the file as it may be shown; the text is quoted where it is short and safe to show. */
export function sarifLocation(
  { file, range, secret }: Finding,
  source: SourceText | undefined,
  prefix: string,
): Location {
  const marked = secret === true ? undefined : source?.text.slice(range.start.offset, range.end.offset);
  const line = source === undefined ? undefined : lineText(source, range.start.line);
  return {
    physicalLocation: {
      ...artifact(file, prefix),
      region: { ...sarifRegion(range), ...snippet(marked) },
      ...(line === undefined || snippet(line).snippet === undefined
        ? {}
        : { contextRegion: { startLine: range.start.line, endLine: range.start.line, ...snippet(line) } }),
    },
  };
}

/** A file that has a part in a finding, under a number that its message may refer to. */
export function sarifRelated(file: string, id: number, prefix: string): Location {
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  return {
    id,
    physicalLocation: { ...artifact(file, prefix), region },
    message: { text: 'This document has a part in it.' },
  };
}

/** Lines and columns from 1, in UTF-16 code units; the end is the column after the last one. */
export function sarifRegion({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The artifact of a file: its path as a relative reference of a URI. */
export function artifact(file: string, prefix: string): { readonly artifactLocation: ArtifactLocation } {
  const segments = `${prefix}${file}`.replace(/\p{Cs}/gu, '\ufffd').split('/');
  return { artifactLocation: { uri: segments.map(encodeURIComponent).join('/'), uriBaseId: sourceRoot } };
}

function snippet(text: string | undefined): Pick<Region, 'snippet'> {
  if (text === undefined || text === '' || text.length > longestSnippet) return {};
  return /[^\t\r\n]/.test(text) && text.split(/[\t\r\n]/).every((part) => visibleText(part) === part)
    ? { snippet: { text } }
    : {};
}

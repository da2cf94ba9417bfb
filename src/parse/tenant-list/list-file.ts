import type { ProblemText } from '../problems.ts';

/** How a list of tenants outside YAML is written. */
export type ListFormat = 'csv' | 'jsonl';

/** What a name says about the format: `.csv`, `.jsonl` or `.ndjson`. */
export function formatOfName(file: string): ListFormat | undefined {
  if (/\.csv$/i.test(file)) return 'csv';
  return /\.(?:jsonl|ndjson)$/i.test(file) ? 'jsonl' : undefined;
}

/** What a text looks like: a line of JSON begins with `{`, a header of CSV never does. */
export function formatOfText(text: string): ListFormat {
  return /^\ufeff?[ \t\r\n]*[{[]/.test(text) ? 'jsonl' : 'csv';
}

/** A file of the workspace, or what keeps a name from meaning one. */
export type ListFile =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly problem: ProblemText };

/**
 * The file that `from` of a document means: relative to the document's folder, with `/`, and never outside the
 * workspace. Whether it is there is not asked.
 */
export function listFile(document: string, from: string): ListFile {
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(from) || from.includes('://'))
    return refuse(
      'is no path below this document’s folder',
      'write a path relative to this document, with `/`',
    );
  if (from.includes('\\')) return refuse('has a backslash', 'write `/` between folders');
  const segments = document.split('/').slice(0, -1);
  for (const segment of from.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined)
      return refuse(
        'leads out of the workspace',
        'put the file into the workspace, or hand it to `--tenants`',
      );
  }
  const file = segments.join('/');
  if (formatOfName(file) === undefined || from.endsWith('/'))
    return refuse(
      'is neither JSONL nor CSV by its name',
      'name a file that ends in `.jsonl`, `.ndjson` or `.csv`',
    );
  return { ok: true, file };
}

function refuse(why: string, help: string): ListFile {
  return { ok: false, problem: { message: `\`from\` ${why}`, label: 'not read', help } };
}

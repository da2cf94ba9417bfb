/** How an example is to be run: `<!-- example: in fixtures/lint/seed; after rm xyz.yaml; exits 1 -->`. */
export interface Directive {
  /** A folder of the repository, of which the example gets a copy; empty for a new folder without files. */
  readonly folder: string;
  /** Whether the files that the YAML blocks above it on the page name are put into that folder. */
  readonly withFiles: boolean;
  /** Commands run before it, in that copy. */
  readonly after: readonly string[];
  /** What its last command exits with; the others exit with 0. */
  readonly exits: number;
  /** Codes that reading a YAML block reports. */
  readonly reports: readonly string[];
}

const words = /^(in|after|exits|reports) (.+)$/;

/** Reads a directive; what is not said has its default. Throws where it cannot be read, with the place. */
export function readDirective(text: string, place: string): Directive {
  const after: string[] = [];
  const reports: string[] = [];
  let folder = 'examples/saas-platform';
  let exits = 0;
  let withFiles = false;
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue;
    if (part === 'with the files above') {
      withFiles = true;
      continue;
    }
    const [, word, rest = ''] = words.exec(part) ?? [];
    if (word === 'in') folder = rest === 'a new folder' ? '' : rest;
    else if (word === 'after') after.push(rest);
    else if (word === 'exits') exits = Number(rest);
    else if (word === 'reports') reports.push(rest);
    else throw new Error(`${place}: '${part}' is no part of an example's comment`);
  }
  return { folder, withFiles, after, exits, reports };
}

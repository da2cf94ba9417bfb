import { setHas, unionOf } from './code-point-set.ts';
import { groupHelp } from './group-help.ts';
import { comesNext, fail, type PatternFlags, type PatternReader, takeText } from './pattern-reader.ts';
import { propertySet } from './unicode/property-set.ts';

/** What an opening parenthesis turned out to be: a group, or flags for the rest of the group around it. */
export type GroupOpening = { readonly kind: 'group' | 'flags'; readonly flags: PatternFlags };

/** Reads `(`, `(?:`, `(?P<name>`, `(?i)`, `(?s-i:` and the like, from the parenthesis. */
export function parseGroupOpening(reader: PatternReader): GroupOpening | undefined {
  if (!takeText(reader, '(?')) {
    reader.at += 1;
    return { kind: 'group', flags: reader.flags };
  }
  const lookbehind = comesNext(reader, '<=') || comesNext(reader, '<!');
  if (!lookbehind && (comesNext(reader, 'P<') || comesNext(reader, '<'))) return parseName(reader);
  return parseFlags(reader);
}

function parseName(reader: PatternReader): GroupOpening | undefined {
  const start = reader.at - 2;
  const nameStart = reader.source.indexOf('<', start) + 1;
  const nameEnd = reader.source.indexOf('>', nameStart);
  if (nameEnd < 0)
    return fail(reader, start, nameStart, 'the group name does not end', 'write (?P<name>...)');
  const name = reader.source.slice(nameStart, nameEnd);
  reader.at = nameEnd + 1;
  if (!isGroupName(name)) {
    const help = 'use letters, digits and _ in the name, or (?:...) for a group without one';
    return fail(reader, start, reader.at, 'this is no group name', help);
  }
  if (reader.groupNames.has(name)) {
    return fail(
      reader,
      start,
      reader.at,
      `a group called "${name}" is there already`,
      'use another name, or (?:...)',
    );
  }
  reader.groupNames.add(name);
  return { kind: 'group', flags: reader.flags };
}

function isGroupName(name: string): boolean {
  if (/^[0-9A-Za-z_]+$/.test(name)) return true;
  const word = unionOf(...['L', 'Mn', 'Mc', 'Nd', 'Pc'].map((category) => propertySet(category) ?? []));
  return name !== '' && Array.from(name).every((character) => setHas(word, character.codePointAt(0) ?? 0));
}

/** Reads flags up to `)` or `:`; `(?` is taken. */
function parseFlags(reader: PatternReader): GroupOpening | undefined {
  const start = reader.at - 2;
  let { ignoreCase, dotAll, multiLine } = reader.flags;
  let on = true;
  let seen = 0;
  for (let at = reader.at; at < reader.source.length; at += 1) {
    const letter = reader.source.charAt(at);
    if (letter === 'i') ignoreCase = on;
    else if (letter === 's') dotAll = on;
    else if (letter === 'm') multiLine = on;
    else if (letter === '-' && on) on = false;
    else if ((letter === ')' || letter === ':') && (on || seen > 0)) {
      reader.at = at + 1;
      return { kind: letter === ':' ? 'group' : 'flags', flags: { ignoreCase, dotAll, multiLine } };
    } else if (letter !== 'U') break;
    seen = letter === '-' ? 0 : seen + 1;
  }
  const { message, help, length } = groupHelp(reader.source.slice(start, start + 40));
  return fail(reader, start, start + length, message, help);
}

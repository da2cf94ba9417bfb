const key = '"tenant_id"';

/**
 * The text that most likely is the tenant of a call in the toolkit's own JSONL, without reading the line as JSON; empty where
 * it has none. May be wrong: whoever shares out work by it has to look again.
 */
export function guessTenant(line: string): string {
  // The context stands last in what recorders write, and arguments may have a key of that name too.
  const at = line.lastIndexOf(key);
  if (at < 0) return '';
  const colon = afterBlanks(line, at + key.length);
  const quote = afterBlanks(line, colon + 1);
  if (line[colon] !== ':' || line[quote] !== '"') return '';
  return line.slice(quote + 1, line.indexOf('"', quote + 1));
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return at;
}

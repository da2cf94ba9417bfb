/** A grammar's node; `A but B` is what `A` makes and `B` does not. */
export type AbnfNode =
  | { readonly kind: 'text'; readonly characters: readonly string[] }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'prose'; readonly words: string }
  | { readonly kind: 'choice'; readonly options: readonly AbnfNode[] }
  | { readonly kind: 'sequence'; readonly items: readonly AbnfNode[] }
  | { readonly kind: 'repeat'; readonly item: AbnfNode; readonly min: number; readonly max: number }
  | { readonly kind: 'but'; readonly wanted: AbnfNode; readonly without: readonly AbnfNode[] };

/** Rules by name. */
export type Grammar = ReadonlyMap<string, AbnfNode>;

/** Reads a grammar in the form of docs/matchers/README.md. Throws where it is none. */
export function parseAbnf(source: string): Grammar {
  const rules = new Map<string, AbnfNode>();
  const bare = source.replace(/("[^"]*"|<[^>]*>)|;.*/g, (_whole, kept: string | undefined) => kept ?? '');
  for (const [, name = '', body = ''] of bare.matchAll(/^([A-Za-z0-9-]+) *=(.*(?:\n +.*)*)/gm)) {
    const tokens = body.match(
      /"[^"]*"|<[^>]*>|%x[0-9A-F]+-[0-9A-F]+|[0-9]*\*[0-9]*|[0-9]+(?=[(A-Za-z])|[A-Za-z][A-Za-z0-9-]*|[()[\]/]|\S/g,
    );
    const reader: Reader = { tokens: tokens ?? [], at: 0 };
    if (rules.has(name)) throw new Error(`the rule ${name} stands twice`);
    rules.set(name, readBut(reader));
    if (reader.at < reader.tokens.length)
      throw new Error(`${name}: ${reader.tokens[reader.at]} is left over`);
  }
  return rules;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readBut(reader: Reader): AbnfNode {
  const wanted = readChoice(reader);
  const without: AbnfNode[] = [];
  while (taken(reader, 'but')) without.push(readChoice(reader));
  return without.length === 0 ? wanted : { kind: 'but', wanted, without };
}

function readChoice(reader: Reader): AbnfNode {
  const options = [readSequence(reader)];
  while (taken(reader, '/')) options.push(readSequence(reader));
  return { kind: 'choice', options };
}

function readSequence(reader: Reader): AbnfNode {
  const items: AbnfNode[] = [];
  while (!['/', ')', ']', 'but', undefined].includes(reader.tokens[reader.at]))
    items.push(readRepeat(reader));
  if (items.length === 0) throw new Error('nothing where something should stand');
  return { kind: 'sequence', items };
}

function readRepeat(reader: Reader): AbnfNode {
  const token = reader.tokens[reader.at] ?? '';
  const [, exact, min, max] = /^(?:([0-9]+)|([0-9]*)\*([0-9]*))$/.exec(token) ?? [];
  if (exact === undefined && min === undefined) return readElement(reader);
  reader.at += 1;
  const item = readElement(reader);
  if (exact !== undefined) return { kind: 'repeat', item, min: Number(exact), max: Number(exact) };
  return { kind: 'repeat', item, min: Number(min), max: max === '' ? Infinity : Number(max) };
}

function readElement(reader: Reader): AbnfNode {
  const token = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  if (token === '(' || token === '[') {
    const item = readBut(reader);
    if (!taken(reader, token === '(' ? ')' : ']')) throw new Error(`${token} is not closed`);
    return token === '(' ? item : { kind: 'repeat', item, min: 0, max: 1 };
  }
  if (token.startsWith('"')) return { kind: 'text', characters: [...token.slice(1, -1)] };
  if (token.startsWith('<')) return { kind: 'prose', words: token.slice(1, -1) };
  const [, low, high] = /^%x([0-9A-F]+)-([0-9A-F]+)$/.exec(token) ?? [];
  if (low !== undefined && high !== undefined)
    return { kind: 'range', low: Number.parseInt(low, 16), high: Number.parseInt(high, 16) };
  if (/^[A-Za-z]/.test(token)) return { kind: 'rule', name: token };
  throw new Error(`${token} is no part of a grammar`);
}

function taken(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at += 1;
  return true;
}

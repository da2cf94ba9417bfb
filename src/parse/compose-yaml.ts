import { Composer, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import { scanEscapes } from './escapes.ts';
import type { Span } from './located-node.ts';

/** Collections inside collections, at most: past it the text is not composed. */
const depthLimit = 100;

/** Errors in one file, at most: each costs the library much more than reading the text does. */
const errorLimit = 1000;

/** Something that the YAML library found wrong. `code` is the library's. */
export interface YamlProblem extends Span {
  readonly code: string;
  readonly message: string;
}

export interface ComposedYaml {
  /** The documents of the file; empty for a file without any content. */
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  readonly problems: readonly YamlProblem[];
}

/**
 * YAML text to the library's nodes, once. Stops where collections nest too deep, for the library's composer is
 * recursive. Keys are not compared here: the library does that in quadratic time.
 */
export function composeYaml(text: string): ComposedYaml {
  const parser = new Parser();
  const composer = new Composer({
    uniqueKeys: false,
    prettyErrors: false,
    resolveKnownTags: false,
    keepSourceTokens: false,
  });
  const documents: Document.Parsed<ParsedNode>[] = [];
  const problems: YamlProblem[] = [];
  // Composing a document's token only when the parser has ended it keeps this loop the one place that sees the depth.
  let errors = 0;
  let badEscapes = 0;
  const openQuotes = new Map<number, number>();
  for (const lexeme of new Lexer().lex(text)) {
    if (isOpenQuote(lexeme)) openQuotes.set(parser.offset + lexeme.length, parser.offset);
    if (lexeme.startsWith('"') && lexeme.includes('\\')) badEscapes += countBadEscapes(lexeme);
    if (badEscapes > errorLimit) return { documents: [], problems: [tooMany(parser.offset)] };
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      if (token.type === 'directive') problems.push(directiveProblem(token.offset, token.source));
      for (const document of composer.next(token)) documents.push(document);
    }
    // What follows the first errors of a broken stream only repeats them.
    if (errors > errorLimit) break;
    if (parser.stack.length > depthLimit) return { documents: [], problems: [tooDeep(parser.offset)] };
  }
  for (const token of parser.end()) for (const document of composer.next(token)) documents.push(document);
  for (const document of composer.end()) documents.push(document);
  for (const error of [
    ...documents.flatMap((document) => [...document.errors, ...document.warnings]),
    ...strayErrors(composer),
  ]) {
    const { code, message, pos } = error;
    const start = code === 'MISSING_CHAR' ? (openQuotes.get(pos[0]) ?? pos[0]) : pos[0];
    problems.push({ code, message, start, end: start === pos[0] ? pos[1] : start + 1 });
  }
  return { documents, problems: problems.sort((a, b) => a.start - b.start) };
}

// Errors of a stream without any document belong to none.
function strayErrors(composer: Composer): ReturnType<Composer['streamInfo']>['errors'] {
  return composer.streamInfo().errors;
}

function directiveProblem(offset: number, source: string): YamlProblem {
  return { code: 'DIRECTIVE', message: 'a YAML directive', start: offset, end: offset + source.length };
}

// The library reports a quote that is not closed where the text ends; it is worth more to know where it begins.
function isOpenQuote(lexeme: string): boolean {
  const quote = lexeme.charAt(0);
  return (quote === '"' || quote === "'") && (lexeme.length === 1 || !lexeme.endsWith(quote));
}

function countBadEscapes(lexeme: string): number {
  return scanEscapes(lexeme, 0, lexeme.length).filter((found) => found.value === undefined).length;
}

function tooMany(offset: number): YamlProblem {
  return {
    code: 'TOO_MANY',
    message: `more than ${errorLimit} wrong escapes`,
    start: offset,
    end: offset + 1,
  };
}

function tooDeep(offset: number): YamlProblem {
  return { code: 'TOO_DEEP', message: `more than ${depthLimit} levels`, start: offset, end: offset + 1 };
}

import type { JsonValue } from '../model/json.ts';
import { readJson } from '../text/strict-json.ts';
import { checkListed } from './check-listed.ts';
import type { ListedTool, ListProblem } from './listed-tool.ts';
import { isList, isObject, ownMember, pointerStep } from './plain-object.ts';
import { readToolEntry } from './read-tool-entry.ts';

export type ToolListReading =
  | { readonly ok: true; readonly tools: readonly ListedTool[] }
  | { readonly ok: false; readonly problems: readonly ListProblem[] };

/**
 * The tools of an MCP `tools/list` answer (a JSON-RPC response, its result, or all pages of one as a list or a value a
 * line), of OpenAI or Anthropic tool definitions, alone or in a request. All that is wrong is told; then there are no
 * tools. Never throws; linear in the text.
 */
export function readToolList(text: string): ToolListReading {
  const problems: ListProblem[] = [];
  const pages = readPages(text, problems);
  const tools = pages.flatMap((page) => readEntries(page, problems));
  if (problems.length === 0) checkPages(pages, problems);
  if (problems.length === 0 && tools.length === 0) {
    problems.push({ place: '/', message: 'it lists no tool', help: 'give a list with a tool in it' });
  }
  // A list may have more of them than a call can have arguments.
  const all = [...problems, ...checkListed(tools)];
  return all.length === 0 ? { ok: true, tools } : { ok: false, problems: all };
}

/** A list of tools, and what stands around it. */
interface Page {
  /** Before a pointer: empty for the only page, else `page 2 `. */
  readonly page: string;
  readonly pointer: string;
  readonly tools: readonly JsonValue[];
  /** Whether it says that another page follows. */
  readonly goesOn: boolean;
}

function readPages(text: string, problems: ListProblem[]): readonly Page[] {
  const values = readValues(text, problems);
  const [only] = values;
  const pieces = values.length === 1 && isList(only) && only.some(isPage) ? only : values;
  return pieces.flatMap((piece, index) => {
    const label = pieces.length === 1 ? '' : `page ${index + 1} `;
    const page = readPage(piece, label);
    if ('message' in page) problems.push(page);
    return 'message' in page ? [] : [page];
  });
}

function readValues(text: string, problems: ListProblem[]): readonly JsonValue[] {
  const whole = readJson(text);
  const lines = whole.ok ? [] : text.split('\n').filter((line) => line.trim() !== '');
  const readings = lines.length > 1 ? lines.map(readJson) : [whole];
  const isLines = readings.length > 1 && readings.every(({ ok }) => ok);
  return (isLines ? readings : [whole]).flatMap((reading) => {
    if (!reading.ok) {
      problems.push({
        place: `offset ${reading.offset}`,
        message: `it is no JSON: ${reading.problem}`,
        help: 'give the answer to tools/list as it came, or a list of tool definitions',
      });
      return [];
    }
    for (const { path } of reading.duplicateKeys ?? []) {
      problems.push({ place: path, message: 'the key occurs twice', help: 'take one of the two out' });
    }
    return [reading.value];
  });
}

function isPage(value: JsonValue): boolean {
  return isObject(value) && (isList(ownMember(value, 'tools')) || isObject(ownMember(value, 'result')));
}

function readPage(value: JsonValue, page: string): Page | ListProblem {
  if (isList(value)) return { page, pointer: '', tools: value, goesOn: false };
  if (!isObject(value)) return noList(page, '/');
  const result = ownMember(value, 'result');
  if (ownMember(value, 'error') !== undefined && result === undefined) {
    return {
      place: `${page}/error`,
      message: 'the server answered with an error',
      help: 'ask it again, and give the answer that lists its tools',
    };
  }
  const holder = isObject(result) ? result : value;
  const pointer = isObject(result) ? '/result' : '';
  const tools = ownMember(holder, 'tools');
  if (isList(tools)) {
    const cursor = ownMember(holder, 'nextCursor');
    const goesOn = cursor !== undefined && cursor !== null && cursor !== '';
    return { page, pointer: `${pointer}/tools`, tools, goesOn };
  }
  if (tools === undefined && pointer === '' && typeof ownMember(value, 'name') === 'string')
    return { page, pointer: '', tools: [value], goesOn: false };
  return noList(page, tools === undefined ? `${pointer}/` : `${pointer}/tools`);
}

function noList(page: string, place: string): ListProblem {
  return {
    place: `${page}${place}`,
    message: 'no list of tools stands here',
    help: 'give the answer to tools/list, a request with `tools`, or a list of tool definitions',
  };
}

function readEntries({ page, pointer, tools }: Page, problems: ListProblem[]): readonly ListedTool[] {
  return tools.flatMap((entry, index) => {
    const place = `${page}${pointer}${pointerStep(index)}`;
    const read = readToolEntry(entry, place);
    if ('problems' in read) problems.push(...read.problems);
    return 'problems' in read ? [] : [read];
  });
}

/** Every page but one says that another follows; the last alone must not. */
function checkPages(pages: readonly Page[], problems: ListProblem[]): void {
  const last = pages.at(-1);
  if (last?.goesOn === true) {
    problems.push({
      place: `${last.page}${last.pointer.replace(/tools$/, 'nextCursor')}`,
      message: 'the list goes on: `nextCursor` names another page',
      help: 'ask for the rest, and give all pages, one a line or as a list',
    });
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readAll, recordings } from './read-all.ts';

const folder = join(fileURLToPath(recordings), 'provider-responses/packages');
const missing = !existsSync(folder);
const files = missing
  ? []
  : readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(json|chunks\.txt)$/.test(file))
      .toSorted();

/** All objects in a value, at any depth. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? below : [{ ...value }, ...below];
}

const blocks = /^(tool_use|server_tool_use|mcp_tool_use)$/;
const items = /_call$/;

/** Counts by what a call looks like anywhere in raw JSON, knowing nothing of formats. */
function countWhole(raw: unknown): number {
  const calls = objectsIn(raw).filter(
    ({ type, name, function: called, functionCall, toolUse, output }) =>
      blocks.test(String(type)) ||
      (items.test(String(type)) &&
        (name !== undefined || output !== undefined || type !== 'function_call')) ||
      typeof called === 'object' ||
      functionCall !== undefined ||
      toolUse !== undefined,
  );
  return calls.filter(({ type, parameters, function: called }) => {
    if (parameters !== undefined) return false;
    return type !== 'function' || Object.hasOwn(Object(called), 'arguments');
  }).length;
}

/** Counts what begins a call in a stream, or for Responses what ends one. */
function countPieces(lines: unknown[]): number {
  return lines.flatMap(beginnings).length;
}

function beginnings(line: unknown): unknown[] {
  const [top] = objectsIn(line);
  const type = String(top?.type);
  if (type.startsWith('response.'))
    return type === 'response.output_item.done'
      ? objectsIn(top?.item)
          .slice(0, 1)
          .filter((item) => items.test(String(item.type)))
      : [];
  return objectsIn(line).filter(
    ({ content_block: block, functionCall, toolUse, function: called }) =>
      blocks.test(String(Object(block).type)) ||
      [functionCall, called].some(
        (call) => typeof Object(call).name === 'string' && Object(call).name !== '',
      ) ||
      typeof Object(toolUse).name === 'string',
  );
}

describe.skipIf(missing)('recorded answers and streams of providers', () => {
  it('are many', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(files.filter((file) => !file.includes('interactions')))('%s', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { calls, malformed } = await readAll(text, formatOf(file));
    const texts = file.endsWith('.json') ? [text] : text.split('\n').filter((line) => line.trim() !== '');
    const raw = texts.flatMap(parsed);
    const expected = file.endsWith('.json') ? countWhole(raw) : countPieces(raw);
    const wrapped = file.includes('parallel-tool-call-wrapper') ? 1 : 0;
    // One file has lines that are no JSON.
    expect(malformed).toHaveLength(texts.length - raw.length);
    expect(calls).toHaveLength(expected + wrapped);
    expect((await readAll(text)).format).toBe(formatOf(file));
  });
});

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

function formatOf(file: string): string {
  const [owner = ''] = file.split(sep);
  if (file.includes(`${sep}responses${sep}`)) return 'openai-responses';
  const own = new Map([
    ['amazon-bedrock', 'bedrock-converse'],
    ['anthropic', 'anthropic-messages'],
    ['cohere', 'cohere-chat'],
    ['google', 'gemini'],
  ]);
  return own.get(owner) ?? 'openai-chat';
}

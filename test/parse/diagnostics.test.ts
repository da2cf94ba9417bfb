import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { readDocument } from '../../src/parse/read-document.ts';
import { lineText, positionAt } from '../../src/text/source-text.ts';
import { visibleText } from '../../src/text/visible-text.ts';

const folder = join(import.meta.dirname, '../../fixtures/parse');

describe('what is said about a document', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const text = readFileSync(join(folder, name, 'input.yaml'), 'utf8');
    const reading = readDocument('input.yaml', text);
    const kind = reading.unrelated ? 'unrelated' : (reading.kind ?? 'no kind');
    const shown = [kind, ...reading.diagnostics.map((diagnostic) => show(text, diagnostic))].join('\n\n');
    await expect(`${shown}\n`).toMatchFileSnapshot(join(folder, name, 'expected.txt'));
  });
});

function show(text: string, { code, message, label, help, place, fix }: Diagnostic): string {
  const source = { file: 'input.yaml', text, lineStarts: readDocument('input.yaml', text).source.lineStarts };
  const end = positionAt(source, place.end);
  const width = end.line === place.line ? Math.max(end.column - place.column, 1) : 1;
  const lines = [
    `${place.line}:${place.column} ${code} ${visibleText(message)}`,
    `  ${visibleText(lineText(source, place.line))}`,
    `  ${' '.repeat(place.column - 1)}${'^'.repeat(width)} ${label ?? ''}`,
  ];
  if (help !== undefined) lines.push(`  help: ${visibleText(help)}`);
  if (fix !== undefined)
    lines.push(`  fix${fix.safe ? '' : ' (not safe)'}: ${fix.edits.map((edit) => edit.text).join(' ')}`);
  return lines.join('\n');
}

import { visibleText } from '../text/visible-text.ts';

/** Text as code in a line or table cell, whatever it holds: the fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  const shown = visibleText(text);
  // A backslash keeps a pipe from ending a table's cell, unless a backslash of the text stands before it.
  if (shown.includes('\\|')) return `<code>${entities(shown)}</code>`;
  const safe = shown.replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + longestRun(safe));
  const space = safe.startsWith('`') || safe.endsWith('`') || safe === '' ? ' ' : '';
  return `${fence}${space}${safe}${space}${fence}`;
}

/** Text in a line or table cell in which Markdown and HTML mean nothing: no link, mention, image or markup. */
export function plainCell(text: string): string {
  return entities(visibleText(text.replaceAll('\n', ' ')));
}

/** Words of a message in a line or cell: what stands between backticks is code, the rest is plain. */
export function proseCell(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return plainCell(text);
  return parts.map((part, index) => (index % 2 === 0 ? plainCell(part) : codeSpan(part))).join('');
}

/** Lines as a block of code that nothing in them can end. */
export function codeBlock(lines: readonly string[], language: string): readonly string[] {
  const safe = lines.map((line) => line.split('\t').map(visibleText).join('\t'));
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...safe.map(longestRun))));
  return [`${fence}${language}`, ...safe, fence];
}

function entities(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&@$:/^="']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

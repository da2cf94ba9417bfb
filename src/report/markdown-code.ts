import { visibleText } from '../text/visible-text.ts';

/** Text as code in a line or table cell, whatever it holds: the fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  const safe = visibleText(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + longestRun(safe));
  const space = safe.startsWith('`') || safe.endsWith('`') || safe === '' ? ' ' : '';
  return `${fence}${space}${safe}${space}${fence}`;
}

/** Lines as a block of code that nothing in them can end. */
export function codeBlock(lines: readonly string[], language: string): readonly string[] {
  const safe = lines.map((line) => line.split('\t').map(visibleText).join('\t'));
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...safe.map(longestRun))));
  return [`${fence}${language}`, ...safe, fence];
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

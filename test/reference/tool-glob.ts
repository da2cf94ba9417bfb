import type { Reading } from './reading.ts';

/**
 * "In tool globs `*` stands for any number, also none, of letters, digits, `_` and `-`, `**` also for `.`, `:` and
 * `/`; `**` alone is every name." A name without a star is exact.
 */
export function toolMatches(glob: string, tool: string, reading: Reading): boolean {
  return glob === '**' || restMatches(glob, tool, reading);
}

/** Whether a rule's `tool`, one name or a list, covers the tool. */
export function toolsMatch(globs: string | readonly string[], tool: string, reading: Reading): boolean {
  return (typeof globs === 'string' ? [globs] : globs).some((glob) => toolMatches(glob, tool, reading));
}

function restMatches(glob: string, tool: string, reading: Reading): boolean {
  if (glob === '') return tool === '';
  if (glob.startsWith('**')) return starMatches(glob.slice(2), tool, /^[A-Za-z0-9_.:/-]$/, reading);
  if (glob.startsWith('*')) {
    const stands = reading.starStopsAtDot ? /^[A-Za-z0-9_-]$/ : /^[A-Za-z0-9_.:/-]$/;
    return starMatches(glob.slice(1), tool, stands, reading);
  }
  return glob[0] === tool[0] && restMatches(glob.slice(1), tool.slice(1), reading);
}

/** Whether the rest of the glob matches what is left of the tool after none, one, two, ... characters of the star. */
function starMatches(rest: string, tool: string, stands: RegExp, reading: Reading): boolean {
  for (let cut = 0; ; cut += 1) {
    if (restMatches(rest, tool.slice(cut), reading)) return true;
    if (!stands.test(tool[cut] ?? '')) return false;
  }
}

import type { Matcher } from '../../model/matcher.ts';
import { nameWords } from '../../profile/argument-names.ts';
import type { UsedTool } from '../used-tools.ts';
import type { Allow, FreeUse } from './free-uses.ts';
import { holdsRecipients } from './held-matchers.ts';

/** Whether a tool plays a role, and whether names alone say so. */
type Role = 'known' | 'guessed' | undefined;

/** Words of tools that bring in what strangers wrote. */
const strangersWords: ReadonlySet<string> = new Set(
  `web webpage webpages website page pages internet browse browser crawl scrape fetch http url rss feed news forum
  email emails mail mails inbox message messages ticket tickets comment comments issue issues review reviews feedback
  attachment attachments chat post posts`.split(/\s+/),
);

/** Reads what strangers write: pages from anywhere, mail, tickets, comments. */
export function brings({ tool }: FreeUse, { asked }: Allow): Role {
  const { effect } = tool;
  const url = tool.arguments.find(({ kind }) => kind === 'url');
  const mayRead = effect === undefined || effect.effect === 'read';
  if (url !== undefined && mayRead) {
    // From hosts that somebody named come no strangers' pages.
    if (holdsRecipients(tool, asked)) return undefined;
    return url.isGuess || !isTold(tool) ? 'guessed' : 'known';
  }
  if (effect?.effect !== 'read') return undefined;
  return nameWords(tool.tool).some((word) => strangersWords.has(word)) ? 'guessed' : undefined;
}

/** Reads what is the tenant's own: an argument that a boundary holds to the tenant, or that reaches into a store. */
export function holdsPrivateData({ tool }: FreeUse, { asked }: Allow): Role {
  if (tool.effect !== undefined && tool.effect.effect !== 'read') return undefined;
  if (asked.boundaries.some((entry) => entry.kind === 'matcher' && !isSharedAlone(entry.matcher)))
    return isTold(tool) ? 'known' : 'guessed';
  const store = tool.arguments.find(({ kind }) => ['sql', 'filter', 'key', 'path'].includes(kind));
  if (store === undefined) return undefined;
  return store.isGuess || !isTold(tool) ? 'guessed' : 'known';
}

/** Carries data out: sends, or calls an address that nobody named. */
export function leavesBy({ tool }: FreeUse, { asked }: Allow): Role {
  if (holdsRecipients(tool, asked)) return undefined;
  if (tool.effect?.effect === 'send') return isTold(tool) ? 'known' : 'guessed';
  const url = tool.arguments.find(({ kind }) => kind === 'url');
  return url === undefined ? undefined : url.isGuess ? 'guessed' : 'known';
}

function isTold({ effect }: UsedTool): boolean {
  return effect?.from === 'tools document' || effect?.from === 'profile';
}

function isSharedAlone(matcher: Matcher): boolean {
  if (matcher.kind === 'any_of') return matcher.matchers.every(isSharedAlone);
  return matcher.kind === 'shared';
}

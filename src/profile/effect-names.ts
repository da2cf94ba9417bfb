import { nameWords } from './argument-names.ts';
import type { Effect } from './server-profile.ts';

/** Words of a tool's name that tell what a call does, the weightiest effect first. `docs/tools.md` prints this list. */
export const effectWords: readonly { readonly effect: Effect; readonly words: readonly string[] }[] = [
  {
    effect: 'execute',
    words: ['execute', 'exec', 'run', 'eval', 'bash', 'shell', 'invoke', 'deploy', 'launch', 'start'],
  },
  { effect: 'pay', words: ['pay', 'charge', 'refund', 'transfer', 'purchase', 'buy', 'checkout', 'payout'] },
  {
    effect: 'delete',
    words: ['delete', 'remove', 'drop', 'purge', 'truncate', 'destroy', 'erase', 'clear', 'wipe', 'cancel'],
  },
  {
    effect: 'send',
    words: ['send', 'post', 'reply', 'publish', 'notify', 'forward', 'tweet', 'share', 'invite', 'broadcast'],
  },
  {
    effect: 'write',
    words: [
      'write',
      'create',
      'update',
      'edit',
      'add',
      'set',
      'put',
      'insert',
      'upsert',
      'append',
      'move',
      'rename',
      'copy',
      'upload',
      'commit',
      'modify',
      'save',
      'store',
      'merge',
      'push',
      'import',
    ],
  },
  {
    effect: 'read',
    words: [
      'read',
      'get',
      'list',
      'search',
      'find',
      'describe',
      'show',
      'fetch',
      'count',
      'peek',
      'view',
      'lookup',
      'check',
      'download',
    ],
  },
];

/**
 * What a call does by the tool's name: the first word of the list above in it counts, and one that follows `or` or `and`
 * where it is weightier (`get_or_create_label` writes). Undefined where no word tells.
 */
export function effectByName(tool: string): Effect | undefined {
  const words = nameWords(tool);
  const told = words.flatMap((word, index) => {
    const rank = effectWords.findIndex((entry) => entry.words.includes(word));
    return rank === -1 ? [] : [{ rank, joined: ['or', 'and'].includes(words[index - 1] ?? '') }];
  });
  const [first, ...others] = told;
  if (first === undefined) return undefined;
  const ranks = [first.rank, ...others.flatMap(({ rank, joined }) => (joined ? [rank] : []))];
  return effectWords[Math.min(...ranks)]?.effect;
}

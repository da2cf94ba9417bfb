import type { Action } from '../model/rule.ts';

/** The decisions, the most permissive first. */
export const actions: readonly Action[] = ['allow', 'require_approval', 'deny'];

/** What was decided of a call, in a word. */
export const actionWords: { readonly [action in Action]: string } = {
  allow: 'allowed',
  require_approval: 'held',
  deny: 'denied',
};

/** Several decisions of which each would do: `held or denied`. */
export function wantedText(wanted: readonly string[]): string {
  return actions
    .filter((action) => wanted.includes(action))
    .map((action) => actionWords[action])
    .join(' or ');
}

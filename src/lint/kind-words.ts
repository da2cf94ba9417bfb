import type { ArgumentKind } from '../profile/argument-names.ts';

/** What an argument of a kind holds, for a person. */
export const kindWords: { readonly [kind in ArgumentKind]: string } = {
  path: 'a path',
  url: 'a URL',
  email: 'a mail address',
  sql: 'a query',
  filter: 'a filter',
  key: 'a key',
  command: 'a command',
  text: 'text',
};

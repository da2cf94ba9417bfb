import { suggest } from '../text/suggest.ts';
import { documentKinds } from './document-kinds.ts';

/** Keys that policies have and that little else has. */
const tellingKeys: readonly string[] = [
  'tenant_id',
  'tenants',
  'extends',
  'rules',
  'conditions',
  'default_action',
  'rate_limits',
  'closed_arguments',
  'enforce',
  'invariants',
];

const writtenKey = /(?:^|[\s{,["'-])([A-Za-z_]{3,40})["']?\s*:(?:[ \t]+["']?([A-Za-z]{3,20}))?/gm;

/** A quoted key with an escape may be any key. */
const escapedKey = /["'][^"'\n]{0,80}\\[xuU][^"'\n]{0,80}["']\s*:/;

/**
 * Whether a text that is no sound YAML may have been meant as a policy document: some key of policies stands in it, or what
 * looks like a mistyped one. Others' files in a repository, such as templates of YAML, have none.
 */
export function mentionsPolicy(text: string): boolean {
  if (escapedKey.test(text)) return true;
  for (const [, key = '', value = ''] of text.matchAll(writtenKey)) {
    if (isNear(key, tellingKeys)) return true;
    if (isNear(key, ['kind']) && isNear(value, documentKinds)) return true;
  }
  return false;
}

function isNear(word: string, known: readonly string[]): boolean {
  return known.includes(word) || suggest(word, known) !== undefined;
}

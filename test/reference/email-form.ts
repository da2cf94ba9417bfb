import { isBelow, isPlainName } from './host-form.ts';
import { type Answer, yesIf } from './kleene.ts';

/** `email`: "one plain address ...; its domain, compared without case, is listed". */
export function emailAnswer(text: string, domains: readonly string[], subdomains: boolean): Answer {
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || !isPlainLocalPart(local)) return 'unclear';
  const lower = /[^!-~]/.test(domain) ? '' : domain.toLowerCase();
  const listed = domains.map((each) => each.toLowerCase());
  if (listed.includes(lower) || (subdomains && listed.some((each) => isBelow(lower, each)))) return 'yes';
  return isPlainName(domain) ? yesIf(false) : 'unclear';
}

function isPlainLocalPart(local: string): boolean {
  if (local.length > 64 || /^[^A-Za-z0-9_]/.test(local)) return false;
  return local.split('.').every((part) => part !== '' && !/[^A-Za-z0-9_+'-]/.test(part));
}

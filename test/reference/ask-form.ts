import { commandAnswer, pathCommandAnswer } from './command-form.ts';
import { emailAnswer } from './email-form.ts';
import { ipIn } from './host-form.ts';
import type { Answer } from './kleene.ts';
import type { PlainTypedMatcher, PlainUrl } from './plain-documents.ts';
import { type Bindings, prefixesOf, textOf } from './template-text.ts';
import { type UrlMatcher, urlAnswer } from './url-form.ts';

/** What a `url`, `email`, `ip_in` or `command` says to a text; undefined for other matchers. */
export function formAnswer(
  { url, email, ip_in, command }: PlainTypedMatcher,
  bindings: Bindings,
): ((text: string) => Answer) | undefined {
  if (url !== undefined) return (text) => urlAnswer(text, urlMatcher(url, bindings));
  if (email !== undefined) {
    return (text) => emailAnswer(text, textsOf(email.domains, bindings), email.subdomains ?? false);
  }
  if (ip_in !== undefined) return (text) => ipIn(text, textsOf(ip_in, bindings));
  if (command === undefined) return undefined;
  const programs = textsOf(command.programs, bindings);
  const { paths_within: within } = command;
  if (within === undefined) return (text) => commandAnswer(text, programs);
  return (text) => pathCommandAnswer(text, programs, textsOf(within, bindings));
}

function urlMatcher(url: PlainUrl, bindings: Bindings): UrlMatcher {
  return {
    schemes: textsOf(url.schemes ?? 'https', bindings),
    hosts: textsOf(url.hosts, bindings),
    ports: url.ports === undefined ? [] : [url.ports].flat(),
    pathPrefix: url.path_prefix === undefined ? undefined : textOf(url.path_prefix, bindings),
    query: url.query === 'any',
  };
}

/** The texts listed, with their references put in; a list variable stands for its items. */
export function textsOf(written: string | readonly string[], bindings: Bindings): readonly string[] {
  return prefixesOf(written, bindings).filter((text) => text !== undefined);
}

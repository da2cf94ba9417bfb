import type { Matcher } from '../../model/matcher.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import {
  canonicalCommand,
  canonicalPathCommand,
  commandOf,
  commandWithin,
} from '../../pattern/languages/command.ts';
import { canonicalEmail, emailAt } from '../../pattern/languages/email.ts';
import { canonicalIp, ipWithin } from '../../pattern/languages/ip.ts';
import { canonicalUrl, urlWanted } from '../../pattern/languages/url.ts';
import type { TextForm } from '../../text/form-problem.ts';
import { formProblem } from '../../text/form-problem.ts';
import { parseIpBlock } from '../../text/ip-block.ts';
import { NO } from '../ask/answer.ts';
import { batches } from './batches.ts';
import { bindText, bindTexts } from './bind-text.ts';
import type { BoundMatcher } from './bound-matcher.ts';
import { PolicyError } from './policy-error.ts';
import type { TextLanguages } from './text-languages.ts';

type MatcherOf<Kind extends Matcher['kind']> = Extract<Matcher, { readonly kind: Kind }>;

/** Characters of listed texts in one automaton; with what stands around them it has at most about twice as many states. */
const mostListed = 900;

/** Puts a tenant's values into a matcher of a canonical form and registers its languages. Throws `PolicyError`. */
export function bindForm(
  matcher: MatcherOf<'url' | 'email' | 'ip_in' | 'command'>,
  bindings: Bindings,
  languages: TextLanguages,
): BoundMatcher {
  switch (matcher.kind) {
    case 'url':
      return bindUrl(matcher, bindings, languages);
    case 'email':
      return bindEmail(matcher, bindings, languages);
    case 'ip_in':
      return bindIp(matcher, bindings, languages);
    case 'command':
      return bindCommand(matcher, bindings, languages);
  }
}

/** The texts, each of that form. Throws `PolicyError` for one that is not. */
function formTexts(form: TextForm, texts: readonly TemplateText[], bindings: Bindings): readonly string[] {
  return bindTexts(texts, bindings).map((text) => checked(form, text));
}

function checked(form: TextForm, text: string): string {
  const problem = formProblem(form, text);
  if (problem !== undefined) throw new PolicyError(`${JSON.stringify(text)}: ${problem}`);
  return text;
}

function bindUrl(matcher: MatcherOf<'url'>, bindings: Bindings, languages: TextLanguages): BoundMatcher {
  const { pathPrefix, query } = matcher;
  const bound = pathPrefix === undefined ? '' : checked('url path', bindText(pathPrefix, bindings));
  const base = bound.replace(/\/$/, '');
  const ports = [...new Set(matcher.ports)].sort((a, b) => a - b);
  const odd = ports.find((port) => !Number.isInteger(port) || port < 1 || port > 65_535);
  if (odd !== undefined) throw new PolicyError(`${odd} is no port`);
  const hosts = batches(formTexts('host', matcher.hosts, bindings), mostListed);
  const schemes = new Set(formTexts('scheme', matcher.schemes, bindings));
  const bits = [...schemes].flatMap((scheme) =>
    hosts.map((batch) =>
      languages.add(`url:${JSON.stringify([scheme, ports, base, query, batch])}`, () =>
        urlWanted({ scheme, hosts: batch, ports, pathPrefix: base, query }),
      ),
    ),
  );
  return within(languages.add('url', canonicalUrl), bits);
}

function bindEmail(matcher: MatcherOf<'email'>, bindings: Bindings, languages: TextLanguages): BoundMatcher {
  const { subdomains } = matcher;
  const domains = formTexts('domain', matcher.domains, bindings).map((domain) => domain.toLowerCase());
  const bits = batches(domains, mostListed).map((batch) =>
    languages.add(`email:${JSON.stringify([subdomains, batch])}`, () => emailAt(batch, subdomains)),
  );
  return within(languages.add('email', canonicalEmail), bits);
}

function bindIp(matcher: MatcherOf<'ip_in'>, bindings: Bindings, languages: TextLanguages): BoundMatcher {
  const bits = batches(formTexts('ip block', matcher.blocks, bindings), mostListed).map((batch) =>
    languages.add(`ip:${JSON.stringify(batch)}`, () => {
      const blocks = batch.map(parseIpBlock);
      return ipWithin(blocks.filter((block) => typeof block !== 'string'));
    }),
  );
  return within(languages.add('ip', canonicalIp), bits);
}

function bindCommand(
  matcher: MatcherOf<'command'>,
  bindings: Bindings,
  languages: TextLanguages,
): BoundMatcher {
  const programs = batches(formTexts('program', matcher.programs, bindings), mostListed);
  if (matcher.pathsWithin === undefined) {
    const bits = programs.map((batch) =>
      languages.add(`command:${JSON.stringify(batch)}`, () => commandOf(batch)),
    );
    return within(languages.add('command', canonicalCommand), bits);
  }
  const bound = formTexts('command path', matcher.pathsWithin, bindings);
  const bases = [...new Set(bound.map((prefix) => prefix.replace(/\/$/, '')))].sort();
  const bits = programs.map((batch) =>
    languages.add(`command:${JSON.stringify([batch, bases])}`, () => commandWithin(batch, bases)),
  );
  return within(languages.add('path command', canonicalPathCommand), bits);
}

function within(canonicalBit: number, bits: readonly number[]): BoundMatcher {
  return { kind: 'within', ifAbsent: NO, canonicalBit, bits, callPrefixes: [] };
}

import { type CodePointSet, setHas } from '../../pattern/code-point-set.ts';
import { type PatternNode, sequence } from '../../pattern/pattern-node.ts';
import { type LiteralEnd, literalEnds } from '../literal-ends.ts';
import type { Markers } from './reference-markers.ts';
import { type Draft, exactDraft, isAnything, unique } from './suggestion-draft.ts';

interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  /** A path to stay below; empty for any. */
  readonly path: string;
  readonly query: boolean;
  readonly narrower: boolean;
}

/** `url` by what a pattern's matches begin with, or by the host that they end with; `equals` for whole URLs. */
export function suggestUrl(node: PatternNode, markers: Markers): Draft | undefined {
  const starts = literalEnds(node, 'start') ?? [];
  const isAnchored = starts.length > 0 && starts.every(({ anchored }) => anchored);
  const exact = isAnchored ? exactDraft(starts, markers) : undefined;
  if (exact !== undefined) return exact;
  // A URL without scheme is none: what the pattern says of such texts has no typed form.
  const parts = isAnchored ? starts.filter(({ text }) => text.includes('://')).map(partsOf) : fromEnds(node);
  const known = parts.flatMap((part) => part ?? []);
  const [first] = known;
  if (first === undefined || known.length < parts.length || known.some(({ path }) => path !== first.path))
    return undefined;
  return draftOf(known, first.path, markers);
}

function draftOf(known: readonly UrlParts[], path: string, markers: Markers): Draft {
  const schemes = unique(known.map(({ scheme }) => scheme)).map((text) => markers.template(text));
  const hosts = unique(known.map(({ host }) => host)).map((text) => markers.template(text));
  const ports = unique(known.flatMap(({ port }) => (port === '' ? [] : [port]))).map(Number);
  const prefix = path === '' ? undefined : markers.template(path);
  return {
    typed: {
      kind: 'url',
      schemes,
      hosts,
      ports,
      ...(prefix === undefined ? {} : { pathPrefix: prefix }),
      query: known.some(({ query }) => query) ? 'any' : 'none',
    },
    narrower: known.some(({ narrower }) => narrower),
    checks: [
      ...schemes.map((text) => ['scheme', text] as const),
      ...hosts.map((text) => ['host', text] as const),
      ...(prefix === undefined ? [] : [['url path', prefix] as const]),
    ],
  };
}

const beginning = /^([a-z][a-z0-9+.-]*):\/\/([^/?#:@]*)(?::(\d{1,5}))?(?:(\/[^?#]*)?(\?.*)?)$/su;

function partsOf(end: LiteralEnd): UrlParts | undefined {
  const [, scheme = '', host = '', port = '', path = '', query] = beginning.exec(end.text) ?? [];
  if (scheme === '') return undefined;
  if (host === '') return path === '' && port === '' ? belowHost(scheme, end) : undefined;
  if (end.rest === 'more' && path === '' && query === undefined && !endsHost(end)) return undefined;
  const whole = path.endsWith('/') || end.rest !== 'more' ? path : path.slice(0, path.lastIndexOf('/') + 1);
  return {
    scheme,
    host,
    port,
    path: whole === '/' ? '' : whole,
    query: query !== undefined,
    narrower:
      whole.length < path.length || query !== undefined || (end.rest === 'more' && !isAnything(end.next)),
  };
}

/** Whether what comes next cannot go on with the host. */
function endsHost({ next }: LiteralEnd): boolean {
  if (isAnything(next)) return true;
  const first = leading(next[0]);
  return first !== undefined && [...'az09-.'].every((character) => !setHas(first, character.charCodeAt(0)));
}

function leading(node: PatternNode | undefined): CodePointSet | undefined {
  switch (node?.kind) {
    case 'chars':
      return node.set;
    case 'repeat':
      return leading(node.item);
    case 'sequence':
      return leading(node.items[0]);
    default:
      return undefined;
  }
}

/** `https://[^/]*\.acme\.com/`: a host below the one that is written. */
function belowHost(scheme: string, { rest, next }: LiteralEnd): UrlParts | undefined {
  const [first, ...more] = next;
  if (rest !== 'more' || first?.kind !== 'repeat') return undefined;
  const after = literalEnds(sequence(...more), 'start') ?? [];
  const [only] = after;
  if (after.length !== 1 || only === undefined || !only.text.startsWith('.')) return undefined;
  const parts = partsOf({ ...only, text: `${scheme}://*${only.text}` });
  return parts === undefined ? undefined : { ...parts, host: parts.host };
}

/** `\.acme\.com/?$`: only the host is told. */
function fromEnds(node: PatternNode): readonly (UrlParts | undefined)[] {
  return (literalEnds(node, 'end') ?? []).map(({ text, rest }) => {
    const host = text.replace(/\/$/, '').replace(/^https:\/\//, '');
    const isHost = /^\.?[^/:@?#]*[^./:@?#]\.[^./:@?#]+$/u.test(host);
    if (!isHost) return undefined;
    const below = host.startsWith('.') ? `*${host}` : host;
    return { scheme: 'https', host: below, port: '', path: '', query: false, narrower: rest === 'edge' };
  });
}

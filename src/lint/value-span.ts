import type { Place } from '../model/place.ts';
import type { SourceText } from '../text/source-text.ts';

/**
 * The span of a whole matcher: the value beside the key at `key`, of which `inner` is the scalar itself or what stands in the
 * innermost of its mappings. Undefined for what is not written on from the key's line in flow style.
 */
export function valueSpan(
  { text }: SourceText,
  key: Place,
  inner: Place,
): { readonly start: number; readonly end: number } | undefined {
  const [colon] = /^[ \t]*:[ \t]+/.exec(text.slice(key.end, key.end + longestGap)) ?? [];
  if (colon === undefined || /[|>&!*]/.test(text.charAt(key.end + colon.length))) return undefined;
  const start = key.end + colon.length;
  if (start === inner.start) return { start, end: inner.end };
  const head = text.slice(start, inner.start);
  if (head.length > longestGap || !/^(?:\{[ \t]*[a-z_]+:[ \t]+)+$/.test(head)) return undefined;
  let end = inner.end;
  for (const _ of head.matchAll(/\{/g)) {
    const [closing] = /^\s*,?\s*\}/.exec(text.slice(end, end + longestGap)) ?? [];
    if (closing === undefined) return undefined;
    end += closing.length;
  }
  return { start, end };
}

const longestGap = 200;

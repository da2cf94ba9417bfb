import { UnjudgeableArguments } from '../../model/json.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { FoundCall } from '../transcript-format.ts';
import { createFingerprint, fingerprintText, foldText } from './fingerprint.ts';
import type { SeenTexts } from './seen-texts.ts';

/**
 * Remembers the call by each of the `marks` (record id, time, ...) together with its id, tool and arguments. True where
 * a call with the same was remembered by any of them, or by one of `others`, marks of another session: it is that call
 * again. Ids alone never say so, for they are used again. A call without marks is always new.
 */
export function isKnownCall(
  call: FoundCall,
  marks: readonly string[],
  seen: SeenTexts,
  others: readonly string[] = [],
): boolean {
  if (marks.length + others.length === 0) return false;
  const content = contentOf(call);
  let known = others.some((mark) => seen.has(`${mark} ${content}`));
  for (const mark of marks) if (!seen.add(`${mark} ${content}`)) known = true;
  return known;
}

/** Remembers the call by a mark, whether or not it was. */
export function rememberCall(call: FoundCall, mark: string, seen: SeenTexts): void {
  seen.add(`${mark} ${contentOf(call)}`);
}

function contentOf({ callId, tool, arguments: given }: FoundCall): string {
  const content = createFingerprint();
  foldText(content, callId ?? '');
  foldText(content, tool);
  foldText(content, given instanceof UnjudgeableArguments ? `!${given.problem}` : canonicalJson(given));
  return fingerprintText(content);
}

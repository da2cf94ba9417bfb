import { UnjudgeableArguments } from '../../model/json.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { FoundCall } from '../transcript-format.ts';
import { createFingerprint, fingerprintText, foldText } from './fingerprint.ts';
import type { SeenTexts } from './seen-texts.ts';

/**
 * Remembers the call by each of the `marks` (record id, time, ...) together with its id, tool and arguments. True where
 * a call with the same was remembered by any of them: it is that call again. Ids alone never say so, for they are used
 * again. A call without marks is always new.
 */
export function isKnownCall(call: FoundCall, marks: readonly string[], seen: SeenTexts): boolean {
  if (marks.length === 0) return false;
  const content = createFingerprint();
  foldText(content, call.callId ?? '');
  foldText(content, call.tool);
  const { arguments: given } = call;
  foldText(content, given instanceof UnjudgeableArguments ? `!${given.problem}` : canonicalJson(given));
  const text = fingerprintText(content);
  let known = false;
  for (const mark of marks) if (!seen.add(`${mark} ${text}`)) known = true;
  return known;
}

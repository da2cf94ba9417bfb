import type { JsonObject } from '../../model/json.ts';
import { putValue } from './argument-place.ts';
import { attackFamilies } from './attack-families.ts';
import type { AttackFamilyName } from './attack-family.ts';
import type { PlacedTarget } from './attack-targets.ts';
import { type Draft, draftValue } from './draft.ts';

/** One call that tries to leave its tenant. */
export interface AttackCall {
  readonly family: AttackFamilyName;
  /** In a few words, and nothing recorded. */
  readonly what: string;
  /** The argument that is changed, as its boundary names it. */
  readonly path: string;
  /** What stands there now. */
  readonly draft: Draft;
  readonly arguments: JsonObject;
}

/** All variants of a call, in a fixed order: argument by argument, family by family. The call itself is none. */
export function* attackCalls(args: JsonObject, targets: readonly PlacedTarget[]): Generator<AttackCall> {
  for (const { path, steps, target, around } of targets) {
    for (const { name, of, variants } of attackFamilies) {
      if (of === 'text' && target.text === undefined) continue;
      for (const { what, draft } of variants(target)) {
        if (draftValue(draft) === (of === 'text' ? target.text : target.value)) continue;
        const whole = of === 'text' ? around(draft) : draft;
        const value = draftValue(whole);
        yield { family: name, what, path: path.text, draft: whole, arguments: putValue(args, steps, value) };
      }
    }
  }
}

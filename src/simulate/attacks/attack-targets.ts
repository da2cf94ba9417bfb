import type { ArgumentPath } from '../../model/argument-path.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import { kindByName } from '../../profile/argument-names.ts';
import { kindOfMatcher } from '../../profile/kind-of-matcher.ts';
import { isList, placeOf, type Step } from './argument-place.ts';
import type { AttackTarget } from './attack-family.ts';
import type { Draft } from './draft.ts';
import { foreignValues } from './foreign-values.ts';
import { lookOfValue } from './look-of-value.ts';
import type { Stranger } from './strangers.ts';

/** A boundary's entry that asks about an argument. */
export type BoundedArgument = BoundaryEntry & { readonly kind: 'matcher'; readonly matcher: Matcher };

/** A target and where it stands in the call. */
export interface PlacedTarget {
  readonly path: ArgumentPath;
  readonly steps: readonly Step[];
  readonly target: AttackTarget;
  /** The whole argument that a draft of its text belongs to. */
  readonly around: (draft: Draft) => Draft;
}

/** Most arguments of one call that are attacked, those of the boundary's first entries. */
const mostTargets = 12;

/** The arguments of a call that boundaries are about, as far as they can be reached. */
export function attackTargets(
  tool: string,
  args: JsonObject,
  entries: readonly BoundedArgument[],
  tenant: { readonly marks: readonly string[]; readonly strangers: readonly Stranger[] },
): readonly PlacedTarget[] {
  const { marks, strangers } = tenant;
  return entries.slice(0, mostTargets).flatMap(({ path, matcher }) => {
    const place = placeOf(path, args);
    if (place === undefined) return [];
    const { steps, value } = place;
    const list = isList(value) ? value : undefined;
    const at = list?.findIndex((item) => typeof item === 'string') ?? -1;
    const text = list === undefined ? value : list[at];
    const kind = kindOfMatcher(matcher) ?? kindByName(tool, path) ?? lookOfValue(text);
    const foreign = strangers
      .flatMap(({ bindings }) => foreignValues(matcher, bindings))
      .slice(0, mostForeign);
    const told = { ...(typeof text === 'string' ? { text } : { text: undefined }), value, kind };
    const around = (draft: Draft): Draft => (list === undefined ? draft : inList(list, at, draft));
    return [{ path, steps, around, target: { ...told, matcher, marks, strangers, foreign } }];
  });
}

const mostForeign = 8;

function inList(list: readonly JsonValue[], at: number, draft: Draft): Draft {
  const items = list.map((value, index): Draft => (index === at ? draft : { kind: 'recorded', value }));
  return { kind: 'list', items };
}

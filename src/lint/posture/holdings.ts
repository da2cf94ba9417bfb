import type { Place } from '../../model/place.ts';
import type { PostureValue } from '../../model/posture.ts';
import type { EffectivePolicy } from '../../model/workspace.ts';
import { boundValue } from './bound-value.ts';
import { valueAt } from './posture-values.ts';

/** Something that a tenant's posture says is the tenant's own. */
export interface Holding {
  readonly tenant: string;
  /** What it is, for a person: `KMS key`. */
  readonly words: string;
  /** Its name, references put in. */
  readonly value: string;
  /** Equal for what is the same thing. */
  readonly identity: string;
  /** Whether what begins with it lies within it. */
  readonly isFolder: boolean;
  readonly place: Place;
}

/** All that must be one tenant's alone: key, credentials, index or namespace, schema, folder. */
export function holdingsOf(policy: EffectivePolicy): readonly Holding[] {
  const { posture } = policy;
  if (posture === undefined) return [];
  const mode = String(valueAt(posture, 'vectors.mode')?.value ?? 'index');
  const named: readonly (readonly [words: string, said: PostureValue | undefined])[] = [
    ['KMS key', valueAt(posture, 'storage.kms_key')],
    ['schema', valueAt(posture, 'storage.schema')],
    ['path prefix', valueAt(posture, 'storage.path_prefix')],
    // An index that a filter divides has the same name for all.
    ...(mode === 'filter' ? [] : [[`vector ${mode}`, valueAt(posture, 'vectors.name')] as const]),
    ...[...posture.values].flatMap(([path, said]) =>
      path.startsWith('credentials.') ? [['credential', said[0]] as const] : [],
    ),
  ];
  return named.flatMap(([words, said]): Holding[] => {
    const value = said === undefined ? undefined : boundValue(said, policy);
    if (said === undefined || value === undefined) return [];
    // Databases read a schema's name without its case, unless it is quoted everywhere.
    const same = words === 'schema' ? value.toLowerCase() : value;
    return [
      {
        tenant: policy.tenantId,
        words,
        value,
        identity: `${words}\n${same}`,
        isFolder: words === 'path prefix',
        place: said.place,
      },
    ];
  });
}

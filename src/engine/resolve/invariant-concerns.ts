import type { Invariant } from '../../model/documents.ts';
import type { EffectivePolicy } from '../../model/workspace.ts';

/** Whether an invariant must hold for a tenant: unless the tenant has all the labels of its exception. */
export function invariantConcerns(
  { except }: Invariant,
  { labels }: Pick<EffectivePolicy, 'labels'>,
): boolean {
  if (except === undefined) return true;
  const excepted = Object.entries(except.labels);
  return (
    excepted.length === 0 ||
    !excepted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value)
  );
}

import type { Logging } from '../../model/documents.ts';
import { compareLogging } from '../compare-logging.ts';
import type { TenantSide } from '../decision-change.ts';
import type { DraftChange } from './draft-change.ts';
import { planOf } from './tool-content.ts';

/** More or less written down about a tenant's calls: by its policy, else by its plan. */
export function loggingChanges(before: TenantSide, after: TenantSide): readonly DraftChange[] {
  const [from, to] = [effectiveLogging(before), effectiveLogging(after)];
  const { level, retention } = compareLogging(from, to);
  const where = { from: placeOf(before), to: placeOf(after) };
  const base = { kind: 'logging', proof: 'exact', where } as const;
  return [
    ...(level === undefined
      ? []
      : [draft({ ...base, effect: level, identity: ['level'] }, from.level, to.level)]),
    ...(retention === undefined
      ? []
      : [
          draft(
            { ...base, effect: retention, identity: ['retention'] },
            keptText(from.retentionText),
            keptText(to.retentionText),
          ),
        ]),
  ];
}

function draft(
  change: Omit<DraftChange, 'from' | 'to'>,
  from: string | undefined,
  to: string | undefined,
): DraftChange {
  const words = { from: from ?? null, to: to ?? null };
  return { ...change, ...words, identity: [...change.identity, words.from, words.to] };
}

function keptText(retention: string | undefined): string | undefined {
  return retention === undefined ? undefined : `kept ${retention}`;
}

function effectiveLogging(side: TenantSide): Logging {
  const own = side.policy.logging;
  const plan = planOf(side)?.logging ?? {};
  const kept = own.retentionText === undefined ? plan : own;
  const level = own.level ?? plan.level;
  return {
    ...(level !== undefined && { level }),
    ...(kept.retentionMs !== undefined && { retentionMs: kept.retentionMs }),
    ...(kept.retentionText !== undefined && { retentionText: kept.retentionText }),
  };
}

function placeOf(side: TenantSide): TenantSide['policy']['place'] {
  const { level, retentionText } = side.policy.logging;
  return level === undefined && retentionText === undefined
    ? (planOf(side)?.place ?? side.policy.place)
    : side.policy.place;
}

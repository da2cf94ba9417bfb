import type { Action } from '../../../src/model/rule.ts';
import { type ClaimedCall, type Claims, type Part, partName } from './claims.ts';
import type { SearchResult } from './search.ts';

/** A way to spoil the claims of an analysis that is right; undefined where there is nothing to spoil. */
export interface ClaimFault {
  readonly name: string;
  readonly spoil: (claims: Claims, found: SearchResult) => Claims | undefined;
}

/** Each of these must be noticed wherever it can be put in. */
export const claimFaults: readonly ClaimFault[] = [
  {
    name: 'keeps back an escape',
    spoil: (claims, { escapes }) => {
      const [first] = escapes.values();
      if (first === undefined) return undefined;
      const others = claims.escapes.filter(({ through, path }) => {
        return through !== first.through || path !== first.path;
      });
      return { ...claims, escapes: others };
    },
  },
  {
    name: 'takes an allow for an approval',
    spoil: onEscape((leak) => ({ ...leak, through: leak.through === 'allow' ? 'approval' : 'allow' })),
  },
  {
    name: 'shows a call that is denied',
    spoil: (claims, found) => {
      const denied = found.representatives.find(
        (call) => found.before.decideUnbounded(call).action === 'deny',
      );
      return denied && onEscape((leak) => ({ ...leak, witness: denied }))(claims, found);
    },
  },
  {
    name: 'shows a call that stays inside',
    spoil: (claims, found) => {
      const [first] = claims.escapes;
      const inside = first && callInside(found, first.path);
      return inside && onEscape((leak) => ({ ...leak, witness: inside }))(claims, found);
    },
  },
  {
    name: 'shows a call of another tenant',
    spoil: onEscape((leak) => ({
      ...leak,
      witness: { ...leak.witness, context: { ...leak.witness.context, tenant_id: 'b' } },
    })),
  },
  {
    name: 'does not know what the enforced boundaries stop',
    spoil: onEscape((leak) => ({ ...leak, stopped: !leak.stopped })),
  },
  {
    name: 'blames another condition',
    spoil: onEscape((leak) => ({ ...leak, rule: 'nobody' })),
  },
  {
    name: 'keeps back an unreachable part',
    spoil: (claims, { surelyDead: [first] }) => {
      if (first === undefined) return undefined;
      const isFirst = (part: Part): boolean => partName(part) === partName(first);
      return { ...claims, dead: claims.dead.filter((part) => !isFirst(part)) };
    },
  },
  {
    name: 'calls a part unreachable that decides',
    spoil: (claims, { parts, reached }) => {
      const live = parts.find((part) => reached.has(partName(part)));
      return live && { ...claims, dead: [...claims.dead, { ...live, coveredBy: [] }] };
    },
  },
  {
    name: 'keeps back a change',
    spoil: (claims, { changes }) => {
      const [first] = changes.values();
      if (first === undefined) return undefined;
      const others = claims.changes.filter(({ from, to }) => {
        return from.action !== first.from.action || to.action !== first.to.action;
      });
      return { ...claims, changes: others };
    },
  },
  {
    name: 'takes before for after',
    spoil: onChange(({ from, to, witness }) => ({ from: to, to: from, witness })),
  },
  {
    name: 'sees a change where there is none',
    spoil: (claims, { representatives: [call], before, after }) => {
      if (call === undefined || before.decide(call).action !== after.decide(call).action) return undefined;
      const [from, to] = (['allow', 'deny'] as const).map((action: Action) => ({ action, code: 'rule' }));
      return from && to && { ...claims, changes: [...claims.changes, { from, to, witness: call }] };
    },
  },
];

function onEscape(edit: (leak: Claims['escapes'][number]) => Claims['escapes'][number]): ClaimFault['spoil'] {
  return (claims) => {
    const [first, ...others] = claims.escapes;
    return first && { ...claims, escapes: [edit(first), ...others] };
  };
}

function onChange(
  edit: (change: Claims['changes'][number]) => Claims['changes'][number],
): ClaimFault['spoil'] {
  return (claims) => {
    const [first, ...others] = claims.changes;
    return first && { ...claims, changes: [edit(first), ...others] };
  };
}

/** A call that passes the rules and does not leave the boundary of the path. */
function callInside({ before, representatives }: SearchResult, path: string): ClaimedCall | undefined {
  const boundary = before.boundaries.find((candidate) => candidate.path === path);
  return representatives.find((call) => {
    return boundary?.ask(call) === 'inside' && before.decideUnbounded(call).action !== 'deny';
  });
}

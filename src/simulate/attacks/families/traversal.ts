import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { recorded, type TextPart, text } from '../draft.ts';
import { climbOf, foreignText, looksLikePath } from '../foreign-text.ts';

/** Climbs out of the tenant's folder, or puts the folder's name below another one. */
export const traversal: AttackFamily = {
  name: 'traversal',
  of: 'text',
  variants: (target) => (looksLikePath(target) ? [...climbs(target), ...misplaced(target)] : []),
};

const system = '../../../../etc/passwd';

function climbs(target: AttackTarget): readonly Variant[] {
  const { text: own = '' } = target;
  const { folder, tail } = climbOf(target);
  const up = '/..'.repeat(Math.min(8, own.slice(folder.length).split('/').length));
  const drafts: readonly (readonly TextPart[])[] = [
    [recorded(folder), `../${tail}`],
    [recorded(folder), `x/../../${tail}`],
    [recorded(folder), `./../${tail}`],
    [recorded(folder), `/../${tail}`],
    [recorded(own), `${up}/../${tail}`],
    [recorded(folder), system],
    [recorded(folder), '..'],
    [recorded(folder), '../'],
    [recorded(folder), `../x/../${tail}`],
    [recorded(folder), `~/../../${tail}`],
  ];
  return drafts.map((parts) => ({ what: '`..` climbs out of the own folder', draft: text(...parts) }));
}

function misplaced(target: AttackTarget): readonly Variant[] {
  const { text: own = '', kind } = target;
  const foreign = foreignText(target);
  const slash = own.startsWith('/') ? '' : '/';
  const below = kind === 'url' ? 'https://evil.example' : '/tmp/x';
  const drafts: readonly (readonly TextPart[])[] = [
    [`${below}${slash}`, recorded(own)],
    [`${foreign}${slash}`, recorded(own)],
    ['../', recorded(own)],
    [`file://${slash}`, recorded(own)],
  ];
  return drafts.map((parts) => ({ what: 'the own folder below another one', draft: text(...parts) }));
}

import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { ours, recorded, text } from '../draft.ts';
import { replaceMarks } from '../marked-text.ts';

/** Names other tenants: those of the workspace, and those whose id is nearly this one's. */
export const otherTenants: AttackFamily = {
  name: 'other-tenants',
  of: 'text',
  variants: (target) => [...named(target), ...siblings(target), ...everyone(target)],
};

function named({ text: own = '', marks, strangers, foreign }: AttackTarget): readonly Variant[] {
  const swapped = strangers.flatMap(({ bindings, replacements }) => {
    const theirs = new Map(replacements);
    const parts = replaceMarks(own, marks, (mark) => theirs.get(mark) ?? bindings.tenantId);
    const all =
      parts === undefined ? [] : [{ what: "another tenant's in place of the own", draft: text(...parts) }];
    return [...all, { what: "another tenant's id", draft: ours(bindings.tenantId) }];
  });
  const values = foreign.map((value) => ({
    what: "a value of another tenant's boundary",
    draft: ours(value),
  }));
  return [...swapped, ...values];
}

const endings = ['2', '_old', '-backup', '.bak', '_', '/x'];

function siblings({ text: own = '', marks }: AttackTarget): readonly Variant[] {
  const longer = endings.map((ending) => replaceMarks(own, marks, (mark) => [recorded(mark), ending]));
  const shorter = replaceMarks(own, marks, (mark) => recorded(mark.slice(0, -1)));
  return [...longer, shorter].flatMap((parts) =>
    parts === undefined ? [] : [{ what: 'a tenant whose name is nearly the own', draft: text(...parts) }],
  );
}

function everyone({ text: own = '', marks }: AttackTarget): readonly Variant[] {
  const signs = ['*', '%', '', '**', '?'];
  const inPlace = signs.flatMap((sign) => {
    const parts = replaceMarks(own, marks, () => sign);
    return parts === undefined ? [] : [text(...parts)];
  });
  return [...inPlace, ours('*'), text(recorded(own), '*')].map((draft) => ({
    what: 'a sign that stands for all tenants',
    draft,
  }));
}

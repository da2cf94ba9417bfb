import type { Rule } from '../../model/rule.ts';
import type { EffectiveRule } from '../../model/workspace.ts';

/** Gives every rule its name: its id, else `<first tool>#<n>`, the n-th rule of its first tool, from 0. */
export function nameRules(
  rules: readonly { readonly rule: Rule; readonly chain: readonly string[] }[],
): readonly EffectiveRule[] {
  const counts = new Map<string, number>();
  return rules.map(({ rule, chain }): EffectiveRule => {
    const tool = rule.tools[0]?.value ?? '';
    const count = counts.get(tool) ?? 0;
    counts.set(tool, count + 1);
    return { name: rule.id ?? `${tool}#${count}`, rule, chain };
  });
}

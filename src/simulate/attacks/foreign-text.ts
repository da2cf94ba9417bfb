import type { JsonValue } from '../../model/json.ts';
import type { AttackTarget } from './attack-family.ts';
import { ownFolder } from './marked-text.ts';

/** A value that is another tenant's: what its boundary takes, else its id. */
export function foreignOf({ foreign, strangers }: AttackTarget): JsonValue {
  return foreign[0] ?? strangers[0]?.bindings.tenantId ?? 'other';
}

/** The same as text. */
export function foreignText(target: AttackTarget): string {
  const { foreign, strangers } = target;
  const value = foreign.find((each) => typeof each === 'string');
  return typeof value === 'string' ? value : (strangers[0]?.bindings.tenantId ?? 'other');
}

/** Whether an argument may be taken for a path, or holds one. */
export function looksLikePath({ kind, text = '' }: AttackTarget): boolean {
  if (kind === 'sql' || kind === 'email' || kind === 'filter') return false;
  return kind !== undefined || /[/\\]/.test(text);
}

/** The own folder, and what leads from above it to another tenant's. */
export function climbOf(target: AttackTarget): { readonly folder: string; readonly tail: string } {
  const { text = '', marks, strangers } = target;
  const folder = ownFolder(text, marks) ?? `${text}/`;
  const [stranger] = strangers;
  const last = folder.slice(0, -1).split('/').at(-1) ?? '';
  const [, theirs] = stranger?.replacements.find(([mark]) => last.includes(mark)) ?? [];
  return { folder, tail: `${theirs ?? stranger?.bindings.tenantId ?? 'other'}/x` };
}

import type { ArgumentKind } from './argument-names.ts';
import type { ProfileArgument, ProfileBoundary } from './server-profile.ts';

type Extra = Omit<ProfileArgument, 'path' | 'kind' | 'required'>;

/** An argument that the server demands. */
export function needed(path: string, kind: ArgumentKind, extra: Extra = {}): ProfileArgument {
  return { path, kind, required: true, ...extra };
}

/** One that may be left out. */
export function optional(path: string, kind: ArgumentKind, extra: Extra = {}): ProfileArgument {
  return { path, kind, required: false, ...extra };
}

/** One that only some configurations of the server list. */
export function sometimes(path: string, kind: ArgumentKind, extra: Extra = {}): ProfileArgument {
  return { path, kind, required: undefined, ...extra };
}

/** Arguments that name nothing of anybody's: sizes, orders, contents. */
export function plain(...paths: readonly string[]): readonly ProfileArgument[] {
  return paths.map((path) => needed(path, 'text'));
}

/** The same, where the server does not demand them. */
export function extras(...paths: readonly string[]): readonly ProfileArgument[] {
  return paths.map((path) => optional(path, 'text'));
}

/** Below the tenant's own folder. */
export const ownPath: { readonly boundary: ProfileBoundary } = { boundary: { kind: 'path' } };

/** Leaves the tenant on purpose. */
export const leaves: { readonly boundary: ProfileBoundary } = { boundary: { kind: 'open' } };

/** The name of something of the tenant's, its id or what `variable` says. */
export function own(variable?: string): { readonly boundary: ProfileBoundary } {
  return { boundary: variable === undefined ? { kind: 'own' } : { kind: 'own', variable } };
}

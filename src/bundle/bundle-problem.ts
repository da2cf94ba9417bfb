/** Which check of the loader a bundle failed: a row of the table in `docs/bundle-format.md`. A closed list. */
export const bundleChecks = [
  'limits',
  'archive',
  'signature',
  'files',
  'audience',
  'sequence',
  'not_after',
  'content',
] as const;

export type BundleCheck = (typeof bundleChecks)[number];

/** Why a bundle is not accepted. `message` says what is wrong, without full stop. */
export interface BundleProblem {
  readonly check: BundleCheck;
  readonly message: string;
}

/** A value, or the first check that failed on the way to it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: BundleProblem };

export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused(
  check: BundleCheck,
  message: string,
): { readonly ok: false; readonly problem: BundleProblem } {
  return { ok: false, problem: { check, message } };
}

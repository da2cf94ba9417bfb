/**
 * A policy that cannot be compiled although it was read: a pattern outside the dialect, a variable that nobody gave.
 * Reading a workspace reports these with a place; an engine that meets one all the same denies.
 */
export class PolicyError extends Error {
  override readonly name: string = 'PolicyError';
}

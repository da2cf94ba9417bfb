import type { PlainWorkspace } from '../../reference/plain-documents.ts';

/** The tool that every generated policy is about. */
export const subjectTool = 't';

/** The tenant that calls it; its id, and the other tenant's, is a letter of the alphabet. */
export const subjectTenant = 'a';

export const otherTenant = 'b';

/** A workspace and a changed version of it. */
export interface SearchCase {
  readonly seed: number;
  readonly before: PlainWorkspace;
  readonly after: PlainWorkspace;
  /** What was changed, for people. */
  readonly change: string;
}

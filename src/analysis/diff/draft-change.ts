import type { Matcher } from '../../model/matcher.ts';
import type { Bindings } from '../../model/workspace.ts';
import type { ToolDiffer } from '../decision-change.ts';
import type { TenantChange } from '../tenant-change.ts';
import type { Contents } from './contents.ts';

/** A change that has no id yet. */
export interface DraftChange extends Omit<TenantChange, 'id'> {
  /**
   * What names it beside its kind, tool and effect: content in which references still stand and the files it is in, never
   * a line, so that one change of a template has one name for all its tenants.
   */
  readonly identity: readonly (string | null)[];
}

/** What was found, and why there may be more. */
export interface Found {
  readonly changes: readonly DraftChange[];
  readonly undecided: readonly string[];
}

/** What the parts of a comparison share. */
export interface DiffTools {
  readonly differ: ToolDiffer;
  readonly contents: Contents;
  /** A matcher in words, with a tenant's values put in. */
  readonly describe: (matcher: Matcher, bindings: Bindings) => string;
}

/** Tools as one label. */
export function toolsText(entries: readonly { readonly value: string }[]): string {
  return entries.map(({ value }) => value).join(', ');
}

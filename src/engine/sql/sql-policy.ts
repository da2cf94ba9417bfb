import type { Scalar } from '../../model/json.ts';
import type { ScalarOptions } from '../scalar-options.ts';

/** An `sql` matcher of one tenant. Names are compared as the database stores them. */
export interface SqlPolicy {
  readonly statements: ReadonlySet<string>;
  /** Absent: every unqualified name that does not start with `pg_`. */
  readonly tables: ReadonlySet<string> | undefined;
  readonly sharedTables: ReadonlySet<string>;
  /** Absent: the pure functions. */
  readonly functions: ReadonlySet<string> | undefined;
  readonly scopes: readonly { readonly column: string; readonly options: ScalarOptions }[];
}

/** A column and the constants that it may be held to, the call's context put in. */
export interface HeldColumn {
  readonly column: string;
  readonly values: ReadonlySet<Scalar>;
}

import type { ArgumentKind } from './argument-names.ts';

/** What a call does to the world, as tools documents say it. */
export type Effect = 'read' | 'write' | 'delete' | 'send' | 'pay' | 'execute';

/** Every effect, as tools documents spell it. */
export const effects: readonly Effect[] = ['read', 'write', 'delete', 'send', 'pay', 'execute'];

/** What a server's tools mean, and which release of it this was held against. */
export interface ServerProfile {
  /** How people call it: `filesystem`. */
  readonly server: string;
  readonly registry: 'npm' | 'PyPI';
  readonly package: string;
  readonly version: string;
  readonly tools: readonly ToolProfile[];
}

export interface ToolProfile {
  readonly name: string;
  readonly effect: Effect;
  /** Every argument that the server lists; those below one another only where they say more. */
  readonly arguments: readonly ProfileArgument[];
  /**
   * Where nothing in a call says whose resource it touches, because the server was started for somebody: what keeps the
   * tenants apart then.
   */
  readonly heldBy?: PostureControl;
}

export interface ProfileArgument {
  /** Below `arguments`: `path`, `edits[*].oldText`. */
  readonly path: string;
  readonly kind: ArgumentKind;
  /** Whether the server demands it; undefined for an argument that only some configurations of the server have. */
  readonly required: boolean | undefined;
  /** What says that it stays with the tenant; absent for one that names no tenant's resource. */
  readonly boundary?: ProfileBoundary;
  /**
   * What the tool reads a missing value as: no narrowing at all, `all`; or a default of its own that may be anybody's,
   * `default`. Absent where leaving it out reaches nothing more.
   */
  readonly absent?: 'all' | 'default';
}

/** What a good boundary of an argument is. */
export type ProfileBoundary =
  /** Below the tenant's own folder. */
  | { readonly kind: 'path' }
  /** The name of something that is the tenant's: a namespace, a collection, an account. */
  | {
      readonly kind: 'own';
      /** The variable that says it, where a tenant's id is seldom its name there. */
      readonly variable?: string;
    }
  | { readonly kind: 'url' }
  | { readonly kind: 'sql'; readonly statements: readonly string[] }
  | { readonly kind: 'filter'; readonly dialect: 'pinecone' | 'chroma' | 'qdrant' }
  /** It leaves the tenant on purpose. */
  | { readonly kind: 'open' }
  /** Nothing that a policy can read keeps it inside: better not given. */
  | { readonly kind: 'shut' };

/** A key of the posture, and the words there that mean one for each tenant; any where there are none. */
export interface PostureControl {
  readonly key: string;
  readonly words?: readonly string[];
}

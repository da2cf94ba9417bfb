import type { TenantChange } from '../tenant-change.ts';
import type { DraftChange } from './draft-change.ts';
import type { DraftWorkspaceChange, WorkspaceChange } from './workspace-change.ts';

/** Gives changes their ids. */
export interface ChangeNames {
  /** The changes of one tenant. Two that are the same in all that names them are one, the first. */
  readonly named: (drafts: readonly DraftChange[]) => readonly TenantChange[];
  readonly ofWorkspace: (drafts: readonly DraftWorkspaceChange[]) => readonly WorkspaceChange[];
}

/** Ids are `<kind>-` and 32 digits of a digest of what names the change. */
export function createChangeNames(digest: (text: string) => string): ChangeNames {
  // Ten thousand tenants of a template have the same change.
  const known = new Map<string, string>();
  const idOf = (kind: string, parts: readonly (string | null)[]): string => {
    const text = JSON.stringify([kind, ...parts]);
    const id = known.get(text) ?? `${kind}-${digest(text).slice(0, 32)}`;
    known.set(text, id);
    return id;
  };
  return {
    named: (drafts) => {
      const changes = new Map<string, TenantChange>();
      for (const { identity, ...change } of drafts) {
        const id = idOf(change.kind, [change.tool ?? null, change.effect, ...identity]);
        if (!changes.has(id)) changes.set(id, { id, ...change });
      }
      return [...changes.values()];
    },
    ofWorkspace: (drafts) => {
      const counts = new Map<string, number>();
      return drafts.map((change): WorkspaceChange => {
        const id = idOf(change.kind, [change.name, change.from, change.to]);
        const count = (counts.get(id) ?? 0) + 1;
        counts.set(id, count);
        return { id: count === 1 ? id : `${id}-${count}`, ...change };
      });
    },
  };
}

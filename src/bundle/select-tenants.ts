import { matchesToolName } from '../engine/tool-name.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';

/** Which tenants go into a bundle: those whose id matches the glob and whose labels have the values. */
export interface TenantSelection {
  /** `*` stands for any number of characters, also none. */
  readonly tenants?: string;
  readonly where?: ReadonlyMap<string, string>;
}

/** The workspace with the selected tenants only. Absent criteria select all. */
export function selectTenants(workspace: EffectiveWorkspace, selection: TenantSelection): EffectiveWorkspace {
  const { tenants: glob, where } = selection;
  const selected = [...workspace.tenants].filter(([id, { labels }]) => {
    // An id has the letters of a tool's name, so that its globs serve here as well.
    if (glob !== undefined && !matchesToolName(glob, id)) return false;
    return [...(where ?? [])].every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  });
  return { ...workspace, tenants: new Map(selected) };
}

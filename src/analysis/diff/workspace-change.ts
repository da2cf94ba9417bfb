import type { PolicyDocument } from '../../model/documents.ts';
import type { PlacedSuppression } from '../../model/suppression.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import type { Level, WorkspaceConfig } from '../../model/workspace-config.ts';
import type { IgnoreComment } from '../../parse/ignore-comments.ts';
import type { Effect } from '../compare-rates.ts';

/** A line of a file. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
}

/** Something that changed for the whole workspace: what keeps mistakes out, what every call must bring, what tools are. */
export interface WorkspaceChange {
  readonly id: string;
  readonly kind: 'gate' | 'envelope' | 'tools';
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  /** `wider`: more passes, or less is checked. */
  readonly effect: Effect;
  /** Null where a version says nothing of it. */
  readonly where: { readonly from: FileLine | null; readonly to: FileLine | null };
}

export type DraftWorkspaceChange = Omit<WorkspaceChange, 'id'>;

/** One version of a workspace. */
export interface DiffSide {
  readonly workspace: EffectiveWorkspace;
  /** What keeps mistakes out of it; absent for a bundle and for single files. */
  readonly gate?: GateSide;
}

/** What a workspace is checked by. */
export interface GateSide {
  readonly config: WorkspaceConfig;
  /** The configuration's name and text, where there is one. */
  readonly configFile?: { readonly name: string; readonly text: string };
  readonly ignores: readonly IgnoreComment[];
  readonly suppressions: readonly PlacedSuppression[];
  readonly documents: readonly PolicyDocument[];
}

/** The level that a lint rule has of itself; undefined for one that is not known. */
export type LevelOf = (code: string) => Level | undefined;

import type { EffectiveWorkspace } from '../model/workspace.ts';
import { readDateTime } from '../transcript/date-time.ts';
import type { BundleData } from './bundle-data.ts';
import { bundleFormat } from './bundle-data.ts';
import type { BundleFile } from './bundle-file.ts';
import { fileNames } from './bundle-file.ts';
import type { Sha256 } from './bytes.ts';
import { utf8Bytes } from './bytes.ts';
import { checkData, checkManifest } from './check-content.ts';
import { encodeWorkspace } from './encode-workspace.ts';
import { compress } from './gzip.ts';
import type { BundleManifest, BundleMetadata, LintVerdict, SourceDigest } from './manifest.ts';
import { opaCanonicalJson } from './opa-canonical-json.ts';
import { opaDigest } from './opa-digest.ts';
import { revisionOf } from './revision.ts';
import type { TenantSelection } from './select-tenants.ts';
import { selectTenants } from './select-tenants.ts';
import { encodeTables } from './tables.ts';
import { writeTar } from './write-tar.ts';

/** All that goes into a bundle beside the policies; nothing comes from a clock or from the machine. */
export interface BuildOptions {
  readonly sha256: Sha256;
  readonly toolkitVersion: string;
  readonly sources: readonly SourceDigest[];
  /** Automata by the engine's key (`collectScanners`), encoded. */
  readonly tables: ReadonlyMap<string, Uint8Array>;
  /** An integer that only grows. */
  readonly sequence?: number;
  /** RFC 3339 in UTC, `2027-01-31T00:00:00Z`. */
  readonly notAfter?: string;
  readonly audience?: string;
  readonly selection?: TenantSelection;
  readonly lint?: LintVerdict;
}

export type BuiltBundle =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly revision: string;
      readonly tenants: readonly string[];
    }
  /** `problem` says what is wrong, without full stop. */
  | { readonly ok: false; readonly problem: string };

/**
 * The bundle of a workspace: a gzip-compressed tar that is the same to the byte for the same input. What it builds, the loader
 * takes: content that would not pass is a problem here.
 */
export function buildBundle(workspace: EffectiveWorkspace, options: BuildOptions): BuiltBundle {
  const wrong = optionProblem(options);
  if (wrong !== undefined) return { ok: false, problem: wrong };
  const selected = selectTenants(workspace, options.selection ?? {});
  if (selected.tenants.size === 0) return { ok: false, problem: 'no tenant is selected' };

  const data = encodeWorkspace(selected);
  const revision = revisionOf(data, options.sha256);
  const dataFile = jsonFile(fileNames.data, data);
  if (revision === undefined || dataFile === undefined) {
    return { ok: false, problem: 'a text of the policies is not well-formed Unicode, or nested too deeply' };
  }
  const checked = checkData(data);
  if (!checked.ok) return { ok: false, problem: checked.problem.message };

  const files = [dataFile, { name: fileNames.tables, bytes: encodeTables(options.tables, options.sha256) }];
  const manifest = makeManifest(revision, files, options);
  const checkedManifest = checkManifest(manifest);
  if (!checkedManifest.ok) return { ok: false, problem: checkedManifest.problem.message };
  const manifestFile = jsonFile(fileNames.manifest, manifest);
  if (manifestFile === undefined)
    return { ok: false, problem: 'a text of the manifest is not well-formed Unicode' };
  const bytes = compress(writeTar([...files, manifestFile]));
  return { ok: true, bytes, revision, tenants: Object.keys(data.tenants).sort() };
}

function optionProblem({ sequence, notAfter, audience }: BuildOptions): string | undefined {
  if (sequence !== undefined && !(Number.isSafeInteger(sequence) && sequence >= 0)) {
    return 'the sequence is not an integer from 0';
  }
  if (notAfter !== undefined && readDateTime(notAfter) === undefined) {
    return 'the time after which the bundle is void is not of the form 2027-01-31T00:00:00Z';
  }
  return audience === '' ? 'the audience is empty' : undefined;
}

function makeManifest(revision: string, files: readonly BundleFile[], options: BuildOptions): BundleManifest {
  const { sequence, notAfter, audience, lint, sha256 } = options;
  const selection = selectionText(options.selection);
  const metadata: BundleMetadata = {
    format: bundleFormat,
    toolkit: options.toolkitVersion,
    ...(sequence !== undefined && { sequence }),
    ...(notAfter !== undefined && { not_after: notAfter }),
    ...(audience !== undefined && { audience }),
    ...(selection !== undefined && { selection }),
    sources: [...options.sources].sort((a, b) => (a.file < b.file ? -1 : 1)),
    ...(lint !== undefined && { lint }),
    files: Object.fromEntries(files.map(({ name, bytes }) => [name, opaDigest(name, bytes, sha256) ?? ''])),
  };
  return { revision, roots: ['bulkhead'], rego_version: 1, metadata };
}

function selectionText(selection: TenantSelection | undefined): BundleMetadata['selection'] {
  const { tenants, where } = selection ?? {};
  if (tenants === undefined && (where === undefined || where.size === 0)) return undefined;
  return {
    ...(tenants !== undefined && { tenants }),
    ...(where !== undefined && where.size > 0 && { where: Object.fromEntries(where) }),
  };
}

/** A JSON file in canonical form; undefined where a text is not well-formed Unicode or the value is nested too deeply. */
function jsonFile(name: string, value: BundleData | BundleManifest): BundleFile | undefined {
  const canonical = opaCanonicalJson(JSON.stringify(value));
  return canonical.ok ? { name, bytes: utf8Bytes(canonical.text) } : undefined;
}

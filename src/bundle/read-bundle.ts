import type { EffectiveWorkspace } from '../model/workspace.ts';
import { readDateTime } from '../transcript/date-time.ts';
import type { BundleData } from './bundle-data.ts';
import { fileNames } from './bundle-file.ts';
import type { BundleProblem, Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import type { Sha256 } from './bytes.ts';
import { checkData, checkManifest } from './check-content.ts';
import { decodeWorkspace } from './decode-workspace.ts';
import type { Inflater } from './inflater.ts';
import type { BundleManifest } from './manifest.ts';
import { revisionOf } from './revision.ts';
import type { TableBytes } from './tables.ts';
import { openTables } from './tables.ts';
import type { BundleFiles, JsonFile, SizeLimits } from './unpack-bundle.ts';
import { checkFiles, defaultSizeLimits, readJsonFile, unpackBundle } from './unpack-bundle.ts';

/** Who loads a bundle, when, and what was loaded before. */
export interface ReadOptions {
  readonly sha256: Sha256;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Takes bundles without a signature that was checked. Only for who says so. */
  readonly unsigned?: 'allow';
  /** This runtime's name: the bundle must be made for it. A bundle made for anyone is taken only where it is absent. */
  readonly audience?: string;
  /** The highest sequence that was ever accepted. A bundle below it, or without one, is refused. */
  readonly highestSequence?: number;
  readonly sizeLimits?: Partial<SizeLimits>;
  /** The platform's own; portable where absent. */
  readonly inflater?: Inflater;
}

/** A bundle that was accepted. */
interface Bundle {
  readonly workspace: EffectiveWorkspace;
  readonly manifest: BundleManifest;
  readonly tables: TableBytes;
}

export type ReadBundle =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly problem: BundleProblem };

/** Reads a bundle from bytes and accepts it only if every check holds (`docs/bundle-format.md`). Never throws. */
export function readBundle(bytes: Uint8Array, options: ReadOptions): ReadBundle {
  const files = unpackBundle(bytes, { ...defaultSizeLimits, ...options.sizeLimits }, options.inflater);
  if (!files.ok) return files;
  const signature = checkSignature(files.value, options);
  if (!signature.ok) return signature;
  const whole = readWhole(files.value, options.sha256);
  if (!whole.ok) return whole;
  const { manifest } = whole.value;
  const checks = [
    () => checkAudience(manifest, options),
    () => checkSequence(manifest, options),
    () => checkNotAfter(manifest, options),
  ];
  for (const check of checks) {
    const checked = check();
    if (!checked.ok) return checked;
  }
  const content = readContent(whole.value, options.sha256);
  if (!content.ok) return content;
  const { workspace, tables } = content.value;
  return { ok: true, bundle: { workspace, manifest, tables } };
}

/** A bundle whose manifest was read and whose files are those of the manifest. */
export interface WholeBundle {
  readonly files: BundleFiles;
  readonly manifest: BundleManifest;
  readonly json: JsonFile;
}

/** Reads the manifest and holds the files against it. */
export function readWhole(files: BundleFiles, sha256: Sha256): Checked<WholeBundle> {
  const manifestFile = readJsonFile(files, fileNames.manifest);
  if (!manifestFile.ok) return manifestFile;
  const manifest = checkManifest(manifestFile.value.value);
  if (!manifest.ok) return manifest;
  const json = readJsonFile(files, fileNames.data);
  if (!json.ok) return json;
  const checked = checkFiles(files, json.value, manifest.value, sha256);
  return checked.ok ? accepted({ files, manifest: manifest.value, json: json.value }) : checked;
}

/** What the files of a bundle hold: the policies as JSON and decoded, and the tables. */
export interface BundleContent {
  readonly data: BundleData;
  readonly workspace: EffectiveWorkspace;
  readonly tables: TableBytes;
}

/** The content of a bundle whose files were checked. */
export function readContent({ files, manifest, json }: WholeBundle, sha256: Sha256): Checked<BundleContent> {
  const data = checkData(json.value);
  if (!data.ok) return data;
  if (revisionOf(data.value, sha256, json.isCanonical) !== manifest.revision) {
    return refused('content', 'the revision is not that of the policies');
  }
  const workspace = decodeWorkspace(data.value);
  if (!workspace.ok) return workspace;
  const tables = openTables(files.get(fileNames.tables)?.bytes ?? new Uint8Array(), sha256);
  if (tables === undefined) return refused('content', `${fileNames.tables} is malformed`);
  return accepted({ data: data.value, workspace: workspace.value, tables });
}

function checkSignature(files: BundleFiles, options: ReadOptions): Checked<undefined> {
  if (options.unsigned === 'allow') return accepted(undefined);
  return files.has(fileNames.signatures)
    ? refused('signature', 'no key is configured to check the signature with')
    : refused('signature', 'the bundle is not signed');
}

function checkAudience({ metadata }: BundleManifest, { audience }: ReadOptions): Checked<undefined> {
  if (metadata.audience === audience) return accepted(undefined);
  const made = metadata.audience === undefined ? 'nobody in particular' : JSON.stringify(metadata.audience);
  const here = audience === undefined ? 'without a name' : JSON.stringify(audience);
  return refused('audience', `the bundle is made for ${made}, and this runtime is ${here}`);
}

function checkSequence({ metadata }: BundleManifest, { highestSequence }: ReadOptions): Checked<undefined> {
  if (highestSequence === undefined) return accepted(undefined);
  const { sequence } = metadata;
  if (sequence === undefined) {
    return refused('sequence', `the bundle has no sequence, and ${highestSequence} was accepted before`);
  }
  if (sequence >= highestSequence) return accepted(undefined);
  return refused(
    'sequence',
    `the bundle has sequence ${sequence}, and ${highestSequence} was accepted before`,
  );
}

function checkNotAfter({ metadata }: BundleManifest, { now }: ReadOptions): Checked<undefined> {
  const { not_after: text } = metadata;
  if (text === undefined) return accepted(undefined);
  const time = readDateTime(text);
  if (time === undefined) return refused('content', 'not_after is no time');
  // Written so that a clock that is no number refuses.
  return now < time ? accepted(undefined) : refused('not_after', `the bundle is void since ${text}`);
}

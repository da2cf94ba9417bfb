import type { BundleFile } from './bundle-file.ts';
import { fileNames, isListed } from './bundle-file.ts';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import type { Sha256 } from './bytes.ts';
import { utf8Text } from './bytes.ts';
import { checkManifest } from './check-content.ts';
import { decompress } from './gzip.ts';
import type { Inflater } from './inflater.ts';
import type { BundleManifest } from './manifest.ts';
import { opaCanonicalJson } from './opa-canonical-json.ts';
import { opaDigest } from './opa-digest.ts';
import { readTar } from './read-tar.ts';

/** How much a loader is willing to take in. */
export interface SizeLimits {
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
  readonly files: number;
}

export const defaultSizeLimits: SizeLimits = {
  compressedBytes: 64 * 1024 * 1024,
  unpackedBytes: 512 * 1024 * 1024,
  files: 1000,
};

/** The files of a bundle, by name. Their bytes are not to be trusted before `checkFiles`. */
export type BundleFiles = ReadonlyMap<string, BundleFile>;

/** Takes a bundle apart, within the limits. Every file is one that format 1 knows, and none of its three is missing. */
export function unpackBundle(
  bytes: Uint8Array,
  limits: SizeLimits,
  inflater?: Inflater,
): Checked<BundleFiles> {
  if (bytes.length > limits.compressedBytes) {
    return refused('limits', `has ${bytes.length} bytes, more than the limit of ${limits.compressedBytes}`);
  }
  const tar = decompress(bytes, limits.unpackedBytes, inflater);
  if (!tar.ok) return tar;
  const files = readTar(tar.value, limits.files);
  if (!files.ok) return files;
  const byName = new Map(files.value.map((file) => [file.name, file]));
  const known = new Set<string>(Object.values(fileNames));
  for (const name of byName.keys()) {
    if (!known.has(name)) return refused('files', `${name} is no file of a bundle`);
  }
  for (const name of [fileNames.manifest, fileNames.data, fileNames.tables]) {
    if (!byName.has(name)) return refused('files', `${name} is missing`);
  }
  return accepted(byName);
}

/** The manifest, read strictly and valid against its schema. */
export function readManifest(files: BundleFiles): Checked<BundleManifest> {
  const value = readJsonFile(files, fileNames.manifest);
  return value.ok ? checkManifest(value.value) : value;
}

/** Listed files equal present files, both ways, and each has the digest that is listed. */
export function checkFiles(files: BundleFiles, manifest: BundleManifest, sha256: Sha256): Checked<undefined> {
  const listed = new Map(Object.entries(manifest.metadata.files));
  for (const { name, bytes } of files.values()) {
    if (!isListed(name)) continue;
    const digest = listed.get(name);
    if (digest === undefined) return refused('files', `${name} is not listed in the manifest`);
    if (opaDigest(name, bytes, sha256) !== digest)
      return refused('files', `${name} does not have the digest that is listed`);
  }
  for (const name of listed.keys()) {
    if (!isListed(name)) return refused('files', `${name} cannot be listed in the manifest`);
    if (!files.has(name)) return refused('files', `${name} is listed in the manifest and missing`);
  }
  return accepted(undefined);
}

/** What a JSON file of the bundle holds, read strictly. */
export function readJsonFile(files: BundleFiles, name: string): Checked<unknown> {
  const text = utf8Text(files.get(name)?.bytes ?? new Uint8Array());
  if (text === undefined) return refused('content', `${name} is not UTF-8`);
  const canonical = opaCanonicalJson(text);
  if (!canonical.ok)
    return refused(
      'content',
      `${name} is not JSON as it has to be: ${canonical.why} at offset ${canonical.offset}`,
    );
  return accepted(JSON.parse(text));
}

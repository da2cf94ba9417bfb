import type { BundleFile } from './bundle-file.ts';
import { fileNames, isListed } from './bundle-file.ts';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import type { Sha256 } from './bytes.ts';
import { hexText, utf8Bytes, utf8Text } from './bytes.ts';
import { canonicalValue } from './canonical-value.ts';
import { decompress } from './gzip.ts';
import type { Inflater } from './inflater.ts';
import type { BundleManifest } from './manifest.ts';
import { opaCanonicalJson } from './opa-canonical-json.ts';
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

/** A JSON file of a bundle: what it holds, and the bytes of its canonical text, which digests are taken of. */
export interface JsonFile {
  readonly value: unknown;
  readonly canonical: Uint8Array;
  /** Whether the file itself is canonical, so that printing the value, or members of it, gives canonical text. */
  readonly isCanonical: boolean;
}

/** Reads a JSON file of the bundle strictly. */
export function readJsonFile(files: BundleFiles, name: string): Checked<JsonFile> {
  const bytes = files.get(name)?.bytes ?? new Uint8Array();
  const text = utf8Text(bytes);
  if (text === undefined) return refused('content', `${name} is not UTF-8`);
  const quick = canonicalValue(text);
  if (quick !== undefined) return accepted({ value: quick.value, canonical: bytes, isCanonical: true });
  const canonical = opaCanonicalJson(text);
  if (canonical.ok)
    return accepted({ value: JSON.parse(text), canonical: utf8Bytes(canonical.text), isCanonical: false });
  const { why, offset } = canonical;
  return refused('content', `${name} is not JSON as it has to be: ${why} at offset ${offset}`);
}

/** Listed files equal present files, both ways, and each has the digest that is listed. `data` is `data.json`. */
export function checkFiles(
  files: BundleFiles,
  data: JsonFile,
  manifest: BundleManifest,
  sha256: Sha256,
): Checked<undefined> {
  const listed = new Map(Object.entries(manifest.metadata.files));
  for (const { name, bytes } of files.values()) {
    if (!isListed(name)) continue;
    const digest = listed.get(name);
    if (digest === undefined) return refused('files', `${name} is not listed in the manifest`);
    const found = hexText(sha256(name === fileNames.data ? data.canonical : bytes));
    if (found !== digest) return refused('files', `${name} does not have the digest that is listed`);
  }
  for (const name of listed.keys()) {
    if (!isListed(name)) return refused('files', `${name} cannot be listed in the manifest`);
    if (!files.has(name)) return refused('files', `${name} is listed in the manifest and missing`);
  }
  return accepted(undefined);
}

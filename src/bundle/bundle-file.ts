/** A file of a bundle. `name` is its path, with `/`, without a leading `/` or `./`. */
export interface BundleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of format 1. A bundle has the first three, may have the others, and has no more. */
export const fileNames = {
  manifest: '.manifest',
  data: 'bulkhead/data.json',
  tables: 'bulkhead/tables.bin',
  rego: 'bulkhead/decide.rego',
  signatures: '.signatures.json',
} as const;

/** Files that digests are not listed of: the list itself, and the signature over it. */
export function isListed(name: string): boolean {
  return name !== fileNames.manifest && name !== fileNames.signatures;
}

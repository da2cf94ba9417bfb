import type { bundleFormat } from './bundle-data.ts';

/** `.manifest`, as JSON (`schemas/bundle-manifest.schema.json`). */
export interface BundleManifest {
  /** Digest of `data.json` without its positions, in hexadecimal. */
  readonly revision: string;
  readonly roots: readonly ['bulkhead'];
  readonly rego_version: 1;
  readonly metadata: BundleMetadata;
}

export interface BundleMetadata {
  readonly format: typeof bundleFormat;
  /** The version of the toolkit that built it. */
  readonly toolkit: string;
  readonly sequence?: number;
  /** RFC 3339 in UTC: from this moment on the bundle is not taken any more. */
  readonly not_after?: string;
  readonly audience?: string;
  /** Absent where all tenants were taken. */
  readonly selection?: { readonly tenants?: string; readonly where?: { readonly [label: string]: string } };
  readonly sources: readonly SourceDigest[];
  readonly lint?: LintVerdict;
  /** The digest of every file but the manifest and the signatures, by name. */
  readonly files: { readonly [name: string]: string };
}

/** A file of the workspace and the SHA-256 of its bytes, in hexadecimal. */
export interface SourceDigest {
  readonly file: string;
  readonly sha256: string;
}

/** What the linter said of the workspace that was built. */
export interface LintVerdict {
  readonly verdict: 'clean' | 'findings';
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

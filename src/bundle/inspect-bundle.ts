import type { BundleData, BundleRule } from './bundle-data.ts';
import { bundleFormat } from './bundle-data.ts';
import { fileNames } from './bundle-file.ts';
import type { BundleMatcher } from './bundle-matcher.ts';
import type { Checked } from './bundle-problem.ts';
import { accepted } from './bundle-problem.ts';
import type { Sha256 } from './bytes.ts';
import type { BundleManifest } from './manifest.ts';
import { opaDigest } from './opa-digest.ts';
import { readContent, readWhole } from './read-bundle.ts';
import type { SizeLimits } from './unpack-bundle.ts';
import { defaultSizeLimits, unpackBundle } from './unpack-bundle.ts';

/** What `policy bundle inspect` prints (`schemas/bundle-inspect.schema.json`). */
interface BundleInspection {
  readonly schemaVersion: 1;
  readonly revision: string;
  readonly format: typeof bundleFormat;
  readonly sequence?: number;
  readonly notAfter?: string;
  readonly audience?: string;
  /** Whether it carries signatures; they are not checked here. */
  readonly signed: boolean;
  readonly tenants: readonly string[];
  /** By name. `size` in bytes, unpacked; `sha256` as Open Policy Agent takes it. */
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  /** What stock Open Policy Agent cannot decide by itself. */
  readonly limits: readonly RegoLimit[];
}

/** `unjudgeable`: a matcher that Rego denies; `obligation`: a rate limit that the caller takes. `count` places. */
interface RegoLimit {
  readonly kind: 'unjudgeable' | 'obligation';
  readonly name: string;
  readonly count: number;
}

/** A bundle that was looked at: not whether it may be loaded here, but that it is whole, and what it holds. */
export interface InspectedBundle {
  readonly inspection: BundleInspection;
  readonly manifest: BundleManifest;
  readonly data: BundleData;
}

/** Looks into a bundle. Files, digests and content are checked; signature, audience, sequence and time are not. */
export function inspectBundle(
  bytes: Uint8Array,
  sha256: Sha256,
  sizeLimits: SizeLimits = defaultSizeLimits,
): Checked<InspectedBundle> {
  const files = unpackBundle(bytes, sizeLimits);
  if (!files.ok) return files;
  const whole = readWhole(files.value, sha256);
  if (!whole.ok) return whole;
  const content = readContent(whole.value, sha256);
  if (!content.ok) return content;
  const { manifest } = whole.value;
  const { data } = content.value;

  const { sequence, not_after: notAfter, audience } = manifest.metadata;
  const listing = [...files.value.values()].map(({ name, bytes: content }) => ({
    name,
    size: content.length,
    sha256: opaDigest(name, content, sha256) ?? '',
  }));
  return accepted({
    manifest,
    data,
    inspection: {
      schemaVersion: 1,
      revision: manifest.revision,
      format: bundleFormat,
      ...(sequence !== undefined && { sequence }),
      ...(notAfter !== undefined && { notAfter }),
      ...(audience !== undefined && { audience }),
      signed: files.value.has(fileNames.signatures),
      tenants: Object.keys(data.tenants).sort(),
      files: listing.sort((a, b) => (a.name < b.name ? -1 : 1)),
      limits: regoLimits(data),
    },
  });
}

function regoLimits(data: BundleData): readonly RegoLimit[] {
  const plans = Object.values(data.plans ?? {}).flatMap(({ limits }) => limits);
  const sql = [
    ...data.rules.flatMap(ruleMatchers),
    ...data.boundaries.flatMap(({ tools }) =>
      tools.flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.kind === 'matcher' ? [entry.matcher] : [])),
      ),
    ),
  ].filter(asksSql);
  const counted: readonly RegoLimit[] = [
    { kind: 'unjudgeable', name: 'sql', count: sql.length },
    {
      kind: 'obligation',
      name: 'rate limits of rules',
      count: data.rules.filter((rule) => rule.rate_limit).length,
    },
    { kind: 'obligation', name: 'rate limits of plans', count: plans.length },
  ];
  return counted.filter(({ count }) => count > 0);
}

function ruleMatchers(rule: BundleRule): readonly BundleMatcher[] {
  return rule.conditions.flatMap(({ match }) => match.map(({ matcher }) => matcher));
}

function asksSql(matcher: BundleMatcher): boolean {
  switch (matcher.kind) {
    case 'sql':
      return true;
    case 'not':
    case 'shared':
      return asksSql(matcher.matcher);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.some(asksSql);
    default:
      return false;
  }
}

import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { buildBundle, type BuildOptions } from '../../src/bundle/build-bundle.ts';
import type { BundleFile } from '../../src/bundle/bundle-file.ts';
import { fileNames } from '../../src/bundle/bundle-file.ts';
import { decompress } from '../../src/bundle/gzip.ts';
import { opaDigest } from '../../src/bundle/opa-digest.ts';
import { readTar } from '../../src/bundle/read-tar.ts';
import type { ReadOptions } from '../../src/bundle/read-bundle.ts';
import { writeTar } from '../../src/bundle/write-tar.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../src/model/workspace.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export const buildOptions: BuildOptions = { sha256, toolkitVersion: '0.0.0', sources: [], tables: new Map() };

export const readOptions: ReadOptions = { sha256, now: Date.UTC(2026, 0, 1), unsigned: 'allow' };

/** A tenant that may do what its default action says. */
export function plainPolicy(tenantId: string, more: Partial<EffectivePolicy> = {}): EffectivePolicy {
  return {
    tenantId,
    status: 'active',
    bindings: { tenantId, vars: new Map() },
    rules: [],
    defaultAction: 'deny',
    logging: {},
    labels: {},
    place: { file: `${tenantId}.yaml`, line: 1, column: 1, start: 0, end: 0 },
    ...more,
  };
}

export function plainWorkspace(...policies: readonly EffectivePolicy[]): EffectiveWorkspace {
  return {
    envelope: { required: ['tenant_id'] },
    limits: { maxArgumentBytes: 65_536 },
    baseline: [],
    boundaries: [],
    tenants: new Map(policies.map((policy) => [policy.tenantId, policy])),
  };
}

/** The bytes of a bundle of a tenant or two. */
export function plainBundle(options: Partial<BuildOptions> = {}): Uint8Array {
  const workspace = plainWorkspace(plainPolicy('tenant_a'), plainPolicy('tenant_b'));
  const built = buildBundle(workspace, { ...buildOptions, ...options });
  if (!built.ok) throw new Error(built.problem);
  return built.bytes;
}

/** The files of a bundle, and the bundle of files: whatever they hold, under a right gzip and tar. */
export function filesOf(bundle: Uint8Array): BundleFile[] {
  const tar = decompress(bundle, 1e9);
  if (!tar.ok) throw new Error(tar.problem.message);
  const files = readTar(tar.value, 1000);
  if (!files.ok) throw new Error(files.problem.message);
  return [...files.value];
}

export function bundleOf(files: readonly BundleFile[]): Uint8Array {
  return gzip(writeTar(files));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The bundle with a file's text changed; `relist` makes the manifest list it with its new digest. */
export function changed(
  bundle: Uint8Array,
  name: string,
  change: (text: string) => string,
  relist: 'relist' | 'as it was',
): Uint8Array {
  const files = filesOf(bundle).map((file) =>
    file.name === name ? { name, bytes: utf8(change(new TextDecoder().decode(file.bytes))) } : file,
  );
  return bundleOf(relist === 'relist' ? relisted(files) : files);
}

/** The files with a manifest that lists them with their digests. */
export function relisted(files: readonly BundleFile[]): BundleFile[] {
  const listed = files.filter(({ name }) => !name.startsWith('.'));
  return files.map((file) => {
    if (file.name !== fileNames.manifest) return file;
    const manifest = JSON.parse(new TextDecoder().decode(file.bytes));
    manifest.metadata.files = Object.fromEntries(
      listed.map(({ name, bytes }) => [name, opaDigest(name, bytes, sha256) ?? '0'.repeat(64)]),
    );
    return { name: file.name, bytes: utf8(JSON.stringify(manifest)) };
  });
}

/** Another program's gzip of the bytes. */
export function gzip(bytes: Uint8Array, promised: number = bytes.length): Uint8Array {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(promised, 4);
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  return Buffer.concat([header, deflateRawSync(bytes), trailer]);
}

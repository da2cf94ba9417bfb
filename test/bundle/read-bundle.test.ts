import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNames } from '../../src/bundle/bundle-file.ts';
import type { BundleCheck } from '../../src/bundle/bundle-problem.ts';
import { bundleChecks } from '../../src/bundle/bundle-problem.ts';
import { compress } from '../../src/bundle/gzip.ts';
import { readBundle, type ReadOptions } from '../../src/bundle/read-bundle.ts';
import { writeTar } from '../../src/bundle/write-tar.ts';
import { bundleOf, changed, filesOf, gzip, plainBundle, readOptions, relisted, utf8 } from './bundles.ts';

const good = plainBundle({ audience: 'production', sequence: 7, notAfter: '2026-06-01T00:00:00Z' });
const options: ReadOptions = { ...readOptions, audience: 'production', highestSequence: 7 };
const plain = plainBundle();

function with_(name: string, bytes: Uint8Array): Uint8Array {
  return bundleOf([...filesOf(plain).filter((file) => file.name !== name), { name, bytes }]);
}

function without(name: string): Uint8Array {
  return bundleOf(filesOf(plain).filter((file) => file.name !== name));
}

function inManifest(
  change: (manifest: { metadata: Record<string, unknown> } & Record<string, unknown>) => void,
): Uint8Array {
  return changed(
    plain,
    fileNames.manifest,
    (text) => {
      const manifest = JSON.parse(text);
      change(manifest);
      return JSON.stringify(manifest);
    },
    'as it was',
  );
}

function inData(from: string, to: string): Uint8Array {
  return changed(
    plain,
    fileNames.data,
    (text) => {
      if (!text.includes(from)) throw new Error(`nothing to change: ${text}`);
      return text.replace(from, to);
    },
    'relist',
  );
}

interface Refusal {
  readonly title: string;
  readonly check: BundleCheck;
  readonly bytes: Uint8Array;
  readonly options?: ReadOptions;
  readonly says?: RegExp;
}

const { unsigned: _, ...signedOnly } = readOptions;
const hex = '0'.repeat(64);

const refusals: readonly Refusal[] = [
  {
    title: 'too many bytes',
    check: 'limits',
    bytes: plain,
    options: { ...readOptions, sizeLimits: { compressedBytes: 100 } },
  },
  {
    title: 'too many bytes unpacked',
    check: 'limits',
    bytes: plain,
    options: { ...readOptions, sizeLimits: { unpackedBytes: 4000 } },
  },
  {
    title: 'too many files',
    check: 'limits',
    bytes: plain,
    options: { ...readOptions, sizeLimits: { files: 2 } },
  },
  { title: 'no gzip', check: 'archive', bytes: utf8('hello') },
  { title: 'no tar', check: 'archive', bytes: gzip(utf8('hello')) },
  { title: 'no signature', check: 'signature', bytes: plain, options: signedOnly, says: /not signed/ },
  {
    title: 'a signature that no key is there for',
    check: 'signature',
    bytes: with_('.signatures.json', utf8('{}')),
    options: signedOnly,
    says: /no key/,
  },

  { title: 'no manifest', check: 'files', bytes: without(fileNames.manifest) },
  { title: 'no data', check: 'files', bytes: without(fileNames.data), says: /missing/ },
  { title: 'no tables', check: 'files', bytes: without(fileNames.tables), says: /missing/ },
  { title: 'an unknown file', check: 'files', bytes: with_('bulkhead/more/data.json', utf8('{}')) },
  {
    title: 'an unknown file that is listed',
    check: 'files',
    bytes: bundleOf(relisted([...filesOf(plain), { name: 'x', bytes: utf8('') }])),
  },
  { title: 'a file outside the root', check: 'files', bytes: with_('other/data.json', utf8('{}')) },
  { title: 'a file in other letters', check: 'files', bytes: with_('bulkhead/Data.json', utf8('{}')) },
  {
    title: 'an added file',
    check: 'files',
    bytes: with_(fileNames.rego, utf8('package bulkhead')),
    says: /not listed/,
  },
  {
    title: 'a changed file',
    check: 'files',
    bytes: changed(plain, fileNames.data, (text) => text.replace('deny', 'allow'), 'as it was'),
    says: /digest/,
  },
  {
    title: 'a changed binary file',
    check: 'files',
    bytes: with_(fileNames.tables, new Uint8Array([1])),
    says: /digest/,
  },
  {
    title: 'a file that is listed and missing',
    check: 'files',
    bytes: inManifest(({ metadata }) => {
      metadata.files = { ...Object(metadata.files), [fileNames.rego]: hex };
    }),
    says: /missing/,
  },
  {
    title: 'a manifest that lists itself',
    check: 'files',
    bytes: inManifest(({ metadata }) => {
      metadata.files = { ...Object(metadata.files), '.manifest': hex };
    }),
  },
  {
    title: 'data with a key twice',
    check: 'content',
    bytes: changed(plain, fileNames.data, (text) => text.replace('{', '{"format":1,'), 'as it was'),
  },

  { title: 'another audience', check: 'audience', bytes: good, options: { ...options, audience: 'staging' } },
  {
    title: 'an audience where the runtime has no name',
    check: 'audience',
    bytes: good,
    options: { ...readOptions, highestSequence: 7 },
  },
  {
    title: 'no audience where the runtime has a name',
    check: 'audience',
    bytes: plain,
    options: { ...readOptions, audience: 'production' },
  },
  { title: 'a lower sequence', check: 'sequence', bytes: good, options: { ...options, highestSequence: 8 } },
  {
    title: 'no sequence where one was accepted',
    check: 'sequence',
    bytes: plain,
    options: { ...readOptions, highestSequence: 0 },
  },
  {
    title: 'a time that has come',
    check: 'not_after',
    bytes: good,
    options: { ...options, now: Date.UTC(2026, 5, 1) },
  },
  {
    title: 'a time where the clock is broken',
    check: 'not_after',
    bytes: good,
    options: { ...options, now: Number.NaN },
  },

  {
    title: 'another format of the manifest',
    check: 'content',
    bytes: inManifest(({ metadata }) => {
      metadata.format = 2;
    }),
    says: /format 2/,
  },
  {
    title: 'no format in the manifest',
    check: 'content',
    bytes: inManifest(({ metadata }) => {
      delete metadata.format;
    }),
  },
  {
    title: 'no metadata',
    check: 'content',
    bytes: changed(plain, fileNames.manifest, () => '{}', 'as it was'),
  },
  {
    title: 'an unknown key in the manifest',
    check: 'content',
    bytes: inManifest((manifest) => {
      manifest.wasm = [];
    }),
    says: /wasm|additional/,
  },
  {
    title: 'other roots',
    check: 'content',
    bytes: inManifest((manifest) => {
      manifest.roots = [''];
    }),
  },
  {
    title: 'another Rego version',
    check: 'content',
    bytes: inManifest((manifest) => {
      manifest.rego_version = 0;
    }),
  },
  {
    title: 'a not_after that is no time',
    check: 'content',
    bytes: inManifest(({ metadata }) => {
      metadata.not_after = '2026-02-31T00:00:00Z';
    }),
  },
  {
    title: 'a sequence that is no integer',
    check: 'content',
    bytes: inManifest(({ metadata }) => {
      metadata.sequence = 1.5;
    }),
  },
  { title: 'a manifest that is no JSON', check: 'content', bytes: with_(fileNames.manifest, utf8('{')) },
  {
    title: 'a manifest with a key twice',
    check: 'content',
    bytes: changed(plain, fileNames.manifest, (text) => text.replace('{', '{"revision":"",'), 'as it was'),
    says: /twice/,
  },
  {
    title: 'a manifest that is no UTF-8',
    check: 'content',
    bytes: with_(fileNames.manifest, new Uint8Array([0x22, 0xff, 0x22])),
  },
  {
    title: 'a revision that is not that of the data',
    check: 'content',
    bytes: inManifest((manifest) => {
      manifest.revision = hex;
    }),
    says: /revision/,
  },
  {
    title: 'another format of the data',
    check: 'content',
    bytes: inData('"format":1', '"format":2'),
    says: /format 2/,
  },
  {
    title: 'an unknown key in the data',
    check: 'content',
    bytes: inData('"format":1', '"format":1,"more":0'),
  },
  {
    title: 'an unknown action',
    check: 'content',
    bytes: inData('"default_action":"deny"', '"default_action":"audit"'),
  },
  {
    title: 'a tenant that cannot be one',
    check: 'content',
    bytes: inData('"tenant_a":{"def', '"../x":{"def'),
  },
  {
    title: 'a tenant called __proto__',
    check: 'content',
    bytes: inData('"tenant_a":{"def', '"__proto__":{"def'),
  },
  {
    title: 'an envelope without tenant',
    check: 'content',
    bytes: inData('"required":["tenant_id"]', '"required":[]'),
  },
  {
    title: 'malformed tables',
    check: 'content',
    bytes: bundleOf(relisted(filesOf(with_(fileNames.tables, new Uint8Array([1]))))),
    says: /tables/,
  },
];

describe('readBundle', () => {
  it('accepts what buildBundle wrote, for its audience, at its sequence, in its time', () => {
    const read = readBundle(good, options);
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && [...read.bundle.workspace.tenants.keys()]).toEqual(['tenant_a', 'tenant_b']);
    expect(readBundle(good, { ...options, highestSequence: 6 })).toMatchObject({ ok: true });
    expect(readBundle(plain, readOptions)).toMatchObject({ ok: true });
  });

  it('accepts the same files packed by another program', () => {
    expect(readBundle(gzip(writeTar(filesOf(plain))), readOptions)).toMatchObject({ ok: true });
  });

  it('takes JSON in any spelling, for its digest is that of the canonical text', () => {
    const spaced = changed(
      plain,
      fileNames.data,
      (text) => JSON.stringify(JSON.parse(text), null, 2),
      'as it was',
    );
    expect(readBundle(spaced, readOptions)).toMatchObject({ ok: true });
  });

  it.each(refusals)('refuses $title', ({ bytes, check, says, options: asked = readOptions }) => {
    const read = readBundle(bytes, asked);
    expect(read).toMatchObject({ ok: false, problem: { check } });
    if (says !== undefined) expect(!read.ok && read.problem.message).toMatch(says);
  });

  it('has a refusal for every check', () => {
    expect(new Set(refusals.map(({ check }) => check))).toEqual(new Set(bundleChecks));
  });

  it('refuses data whose revision fits and whose indices do not', () => {
    expect(readBundle(inData('"rules":0}', '"rules":9}'), readOptions)).toMatchObject({
      ok: false,
      problem: { check: 'content' },
    });
  });

  it('never throws, and takes no bundle with a changed byte for another one', () => {
    const untouched = readBundle(plain, readOptions);
    fc.assert(
      fc.property(fc.nat(plain.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Uint8Array.from(plain);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const read = readBundle(bytes, readOptions);
        // What the gzip header says of time and system, and bits behind the last code, hold no content.
        if (read.ok) expect(read.bundle.manifest).toEqual(untouched.ok && untouched.bundle.manifest);
      }),
      { numRuns: 400 },
    );
  });

  it('never throws, whatever the files hold', () => {
    const names = fc.constantFrom(...Object.values(fileNames));
    const content = fc.oneof(
      fc.uint8Array(),
      fc.json().map(utf8),
      fc.constantFrom('{}', '[]', 'null', '').map(utf8),
    );
    const files = fc.uniqueArray(fc.record({ name: names, bytes: content }), {
      selector: ({ name }) => name,
    });
    fc.assert(
      fc.property(files, (odd) => {
        const kept = filesOf(plain).filter(({ name }) => !odd.some((file) => file.name === name));
        readBundle(compress(writeTar([...kept, ...odd])), readOptions);
      }),
      { numRuns: 200 },
    );
  });
});

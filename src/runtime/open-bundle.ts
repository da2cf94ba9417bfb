import { createHash } from 'node:crypto';
import type { BundleCheck } from '../bundle/bundle-problem.ts';
import type { BundleManifest } from '../bundle/manifest.ts';
import type { ReadOptions } from '../bundle/read-bundle.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import type { TableBytes } from '../bundle/tables.ts';
import type { Call, DecideOptions, Decision, LimitStore, SqlParser, TableSource } from '../engine/index.ts';
import { createEngine, createMemoryLimitStore } from '../engine/index.ts';
import { decodeScanner } from '../pattern/decode-scanner.ts';
import { nodeInflater } from './node-inflater.ts';
import { readCall } from './read-call.ts';
import type { Environment } from './resolve-environment.ts';
import { resolveEnvironment } from './resolve-environment.ts';

/** How a bundle is opened. What the loader checks against comes from `ReadOptions`. */
export interface OpenOptions extends Omit<ReadOptions, 'sha256' | 'inflater'> {
  /** Milliseconds since 1970; read at most once a call. The system's where absent. */
  readonly clock?: () => number;
  /** Where limits are counted. In this process's memory where absent. */
  readonly limits?: LimitStore;
  /** Resolves `${env:NAME}` in webhooks; where absent they stay as written. */
  readonly env?: Environment;
  /** The grammar of queries, from `loadSqlGrammar()`. Without it whatever a policy asks `sql` of is unclear. */
  readonly sql?: SqlParser;
}

/** Why a bundle was not opened: a check that failed, or a name that `env` does not know. `message` without full stop. */
export interface OpenProblem {
  readonly check: BundleCheck | 'environment';
  readonly message: string;
}

/** A bundle in service. */
export interface Runtime {
  /** Digest of the policies, named on every decision. */
  readonly revision: string;
  readonly manifest: BundleManifest;
  /** Decides a call. Synchronous; never throws: whatever goes wrong is a denial. */
  decide(call: Call, options?: DecideOptions): Decision;
  /** Decides a call that is still JSON text, which is read strictly: a key twice or a lost digit is not overlooked. */
  decideText(text: string, options?: DecideOptions): Decision;
}

export type OpenedBundle =
  | { readonly ok: true; readonly runtime: Runtime }
  | { readonly ok: false; readonly problem: OpenProblem };

/** Opens a bundle from bytes and checks it (`docs/bundle-format.md`). Never throws. */
export function openBundle(bytes: Uint8Array, options: OpenOptions): OpenedBundle {
  // Callers without a type checker hand over what a failed read gave them.
  if (!ArrayBuffer.isView(bytes)) {
    return {
      ok: false,
      problem: { check: 'archive', message: 'a bundle is bytes, and no bytes were given' },
    };
  }
  const read = readBundle(bytes, { ...options, sha256, inflater: nodeInflater });
  if (!read.ok) return read;
  const { manifest, tables } = read.bundle;
  const resolved =
    options.env === undefined ? read.bundle : resolveEnvironment(read.bundle.workspace, options.env);
  if ('missing' in resolved) {
    return {
      ok: false,
      problem: { check: 'environment', message: `the environment lacks ${resolved.missing.join(', ')}` },
    };
  }
  const engine = createEngine(resolved.workspace, {
    clock: options.clock ?? Date.now,
    limits: options.limits ?? createMemoryLimitStore(),
    revision: manifest.revision,
    tables: tableSource(tables),
    sql: options.sql,
  });
  return {
    ok: true,
    runtime: {
      revision: manifest.revision,
      manifest,
      decide: (call, asked) => engine.decide(call, asked),
      decideText: (text, asked) => engine.decide(readCall(text), asked),
    },
  };
}

// A table that is not there or cannot be read is compiled anew by the engine.
function tableSource(tables: TableBytes): TableSource {
  return {
    find(key) {
      const bytes = tables.find(key);
      return bytes === undefined ? undefined : decodeScanner(bytes);
    },
  };
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

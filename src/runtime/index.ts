/** The runtime's door: open a bundle and decide. */
export type { BundleCheck } from '../bundle/bundle-problem.ts';
export type { BundleManifest } from '../bundle/manifest.ts';
export type { SizeLimits } from '../bundle/unpack-bundle.ts';
export type {
  Call,
  DecideOptions,
  Decision,
  LimitOutcome,
  LimitRequest,
  LimitStore,
  SqlParser,
  SqlReading,
} from '../engine/index.ts';
export { createMemoryLimitStore, InexactNumber, UnjudgeableArguments } from '../engine/index.ts';
export type { LoadResult, ReloadingRuntime, RuntimeOptions } from './create-runtime.ts';
export { createRuntime } from './create-runtime.ts';
export { loadSqlGrammar } from './load-sql-grammar.ts';
export type { OpenedBundle, OpenOptions, OpenProblem, Runtime } from './open-bundle.ts';
export { openBundle } from './open-bundle.ts';
export type { Environment } from './resolve-environment.ts';

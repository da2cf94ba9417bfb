/** The engine's door: compile and decide. Importing it pulls in no YAML, no schema validator, no terminal code. */
export type { Call } from '../model/call.ts';
export type { Decision, DecisionCode, TraceStep } from '../model/decision.ts';
export { InexactNumber, UnjudgeableArguments } from '../model/json.ts';
export type { EffectiveWorkspace } from '../model/workspace.ts';
export type { TableSource } from './compile/scanner-source.ts';
export type { EngineOptions } from './create-engine.ts';
export { createEngine } from './create-engine.ts';
export type { DecideOptions, Engine } from './engine.ts';
export type { LimitOutcome, LimitRequest, LimitStore } from './limits/limit-store.ts';
export { createMemoryLimitStore } from './limits/memory-limit-store.ts';
export type { ResolvedWorkspace } from './resolve-workspace.ts';
export { resolveWorkspace } from './resolve-workspace.ts';
export type { SqlParser, SqlReading } from './sql/sql-parser.ts';
export { usesSql } from './sql/uses-sql.ts';

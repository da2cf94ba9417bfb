import type { Call } from '../model/call.ts';
import type { Decision, LimitUse } from '../model/decision.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { Trace } from './ask/trace.ts';
import { note } from './ask/trace.ts';
import type { ScannerSource, TableSource } from './compile/scanner-source.ts';
import { createScannerSource } from './compile/scanner-source.ts';
import { createTenants } from './compile/tenant-tools.ts';
import type { Judgement, StepSettings } from './decide-steps.ts';
import { decideSteps } from './decide-steps.ts';
import { decisionOf } from './decision-of.ts';
import type { DecideOptions, Engine } from './engine.ts';
import { applyLimits } from './limits/apply-limits.ts';
import type { LimitStore } from './limits/limit-store.ts';
import type { SqlParser } from './sql/sql-parser.ts';
import type { Verdict } from './verdict.ts';

/** What an engine is given: it has no clock, no memory and no files of its own. */
export interface EngineOptions {
  /** Milliseconds since 1970. Read at most once a call. */
  readonly clock: () => number;
  readonly limits: LimitStore;
  /** Named on every decision. */
  readonly revision?: string;
  /** Automata compiled earlier. */
  readonly tables?: TableSource;
  /** In place of scanners that are compiled from the patterns. */
  readonly scanners?: ScannerSource;
  /** The grammar of queries. Without it whatever a policy asks `sql` of is unclear. */
  readonly sql?: SqlParser | undefined;
}

/** An engine that decides calls of the workspace's tenants; each tenant's tools are compiled when first asked. */
export function createEngine(workspace: EffectiveWorkspace, options: EngineOptions): Engine {
  const usual: StepSettings = {
    workspace,
    tenantFor: createTenants(workspace),
    scanners: options.scanners ?? createScannerSource(options.tables),
    sql: options.sql,
    withBoundaries: true,
    trace: undefined,
  };
  return {
    decide(call, asked) {
      const trace: Trace = asked?.trace === true ? [] : undefined;
      try {
        return decideWith(call, usual, trace, options, asked);
      } catch {
        return decisionOf(internalError(), options.revision, noUses, undefined, trace);
      }
    },
  };
}

const noUses: readonly LimitUse[] = [];

function internalError(): Judgement {
  const verdict: Verdict = { action: 'deny', code: 'internal_error' };
  return {
    verdict,
    call: undefined,
    policy: undefined,
    plan: undefined,
    decidingRule: undefined,
    limits: undefined,
  };
}

function decideWith(
  call: Call,
  usual: StepSettings,
  trace: Trace,
  options: EngineOptions,
  asked: DecideOptions | undefined,
): Decision {
  const settings =
    asked === undefined ? usual : { ...usual, trace, withBoundaries: asked.without?.boundaries !== true };
  const judgement = decideSteps(call, settings);
  const { verdict, policy, limits } = judgement;
  const free = verdict.action === 'deny' || policy === undefined || limits === undefined;
  if (free || limits.applied.length === 0)
    return decisionOf(judgement, options.revision, noUses, undefined, trace);
  if (asked?.without?.limits === true) {
    return decisionOf(judgement, options.revision, 'not_evaluable', undefined, trace);
  }
  // Step 6.
  const now = asked?.at ?? options.clock();
  const { uses, retryAfter } = applyLimits(options.limits, policy.tenantId, limits, now);
  if (retryAfter === undefined) {
    if (trace !== undefined) note(trace, 'limits', 'pass', { detail: usesText(uses) });
    return decisionOf(judgement, options.revision, uses, undefined, trace);
  }
  const full = uses.filter((use) => use.retryAfter !== undefined);
  note(trace, 'limits', 'deny', { detail: usesText(full) });
  const refused = { ...judgement, verdict: limitedVerdict(judgement, retryAfter) };
  return decisionOf(refused, options.revision, uses, retryAfter, trace);
}

function usesText(uses: readonly LimitUse[]): string {
  return uses.map((use) => `${use.name} ${use.used} of ${use.limit}`).join(', ');
}

function limitedVerdict({ verdict, decidingRule }: Judgement, retryAfter: number): Verdict {
  const rule = decidingRule?.source;
  return {
    action: 'deny',
    code: 'rate_limited',
    detail: `try again in ${retryAfter} s`,
    ...(rule === undefined ? {} : { rule, place: rule.rule.place }),
    ...(verdict.condition !== undefined && verdict.rule === rule ? { condition: verdict.condition } : {}),
  };
}

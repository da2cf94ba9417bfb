import type { LimitUse, TraceStep } from '../model/decision.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { applyLimits } from './limits/apply-limits.ts';
import { decisionOf } from './decision-of.ts';
import { decideSteps } from './decide-steps.ts';
import type { Judgement } from './decide-steps.ts';
import type { DecideOptions, Engine } from './engine.ts';
import type { LimitStore } from './limits/limit-store.ts';
import type { TableSource } from './compile/scanner-source.ts';
import { createScannerSource } from './compile/scanner-source.ts';
import { createToolCache } from './compile/tool-cache.ts';
import type { AppliedLimit } from './limits/tool-limits.ts';
import { planLimits, ruleLimit } from './limits/tool-limits.ts';
import type { Trace } from './ask/trace.ts';
import { note } from './ask/trace.ts';

/** What an engine is given: it has no clock, no memory and no files of its own. */
export interface EngineOptions {
  /** Milliseconds since 1970. Read at most once a call. */
  readonly clock: () => number;
  readonly limits: LimitStore;
  /** Named on every decision. */
  readonly revision?: string;
  /** Automata compiled earlier. */
  readonly tables?: TableSource;
}

/** An engine that decides calls of the workspace's tenants; each tenant's tools are compiled when first asked. */
export function createEngine(workspace: EffectiveWorkspace, options: EngineOptions): Engine {
  const toolFor = createToolCache(workspace, createScannerSource(options.tables));
  return {
    decide(call, asked = {}) {
      const steps: TraceStep[] | undefined = asked.trace === true ? [] : undefined;
      try {
        const withBoundaries = asked.without?.boundaries !== true;
        const judgement = decideSteps(call, { workspace, toolFor, withBoundaries, trace: steps });
        const limited = limit(judgement, options, asked, steps);
        return decisionOf(limited.judgement, options.revision, limited.uses, limited.retryAfter, steps);
      } catch {
        return decisionOf({ verdict: { action: 'deny', code: 'internal_error' } }, options.revision, [], undefined, steps);
      }
    },
  };
}

interface Limited {
  readonly judgement: Judgement;
  readonly uses: readonly LimitUse[] | 'not_evaluable';
  readonly retryAfter: number | undefined;
}

/** Step 6. */
function limit(judgement: Judgement, options: EngineOptions, asked: DecideOptions, trace: Trace): Limited {
  const { verdict, call, policy, plan, decidingRule } = judgement;
  if (verdict.action === 'deny' || call === undefined || policy === undefined) {
    return { judgement, uses: [], retryAfter: undefined };
  }
  const limits: readonly AppliedLimit[] = [...ruleLimit(decidingRule), ...planLimits(plan, call.tool)];
  if (limits.length === 0) return { judgement, uses: [], retryAfter: undefined };
  if (asked.without?.limits === true) return { judgement, uses: 'not_evaluable', retryAfter: undefined };
  const { uses, retryAfter } = applyLimits(options.limits, policy.tenantId, limits, asked.at ?? options.clock());
  if (retryAfter === undefined) {
    note(trace, 'limits', 'pass', { detail: uses.map((use) => `${use.name} ${use.used} of ${use.limit}`).join(', ') });
    return { judgement, uses, retryAfter };
  }
  const full = uses.filter((use) => use.retryAfter !== undefined).map((use) => `${use.name} ${use.limit}`);
  note(trace, 'limits', 'deny', { detail: full.join(', ') });
  return {
    judgement: { ...judgement, verdict: { ...limitedVerdict(judgement), detail: `try again in ${retryAfter} s` } },
    uses,
    retryAfter,
  };
}

function limitedVerdict({ verdict, decidingRule }: Judgement): Judgement['verdict'] {
  return {
    action: 'deny',
    code: 'rate_limited',
    ...(decidingRule === undefined ? {} : { rule: decidingRule, place: decidingRule.rule.place }),
    ...(verdict.condition !== undefined && verdict.rule === decidingRule ? { condition: verdict.condition } : {}),
  };
}


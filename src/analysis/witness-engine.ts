import { PolicyError } from '../engine/compile/policy-error.ts';
import type { ScannerSource } from '../engine/compile/scanner-source.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { LimitStore } from '../engine/limits/limit-store.ts';
import type { Call } from '../model/call.ts';
import { compileDfa } from '../pattern/compile-dfa.ts';
import type { Dfa } from '../pattern/dfa.ts';
import { createScanner } from '../pattern/scanner.ts';
import { isWellFormed } from '../pattern/well-formed.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { runsInto } from './language/run-dfa.ts';

/** An analysis exhausts no limit. */
const roomForAll: LimitStore = {
  take: (_tenant, requests) => ({
    taken: true,
    standings: requests.map(() => ({ used: 1, waitMs: 0 })),
  }),
};

/** Tenants whose compiled tools are kept. */
const mostTenants = 64;

const thorough = new WeakMap<AnalysedWorkspace, Engine>();
const quick = new WeakMap<AnalysedWorkspace, Engine>();

/**
 * The engine that decides witnesses before they are shown: the one that runs in production, with no limit exhausted.
 * One for a workspace.
 */
export function witnessEngine(workspace: AnalysedWorkspace): Engine {
  const engine =
    thorough.get(workspace) ?? forgetful(() => createEngine(workspace, { ...options, sql: workspace.sql }));
  thorough.set(workspace, engine);
  return engine;
}

/**
 * The same engine without the tables that answer many patterns in one pass, which take longer to make than a few
 * decisions do: each pattern's automaton is run by itself.
 */
export function quickEngine(workspace: AnalysedWorkspace): Engine {
  const engine =
    quick.get(workspace) ??
    forgetful(() => createEngine(workspace, { ...options, sql: workspace.sql, scanners: oneByOne }));
  quick.set(workspace, engine);
  return engine;
}

const options = { clock: () => 0, limits: roomForAll };

/** An engine that is made anew when it has seen many tenants, so that memory does not grow with the fleet. */
function forgetful(make: () => Engine): Engine {
  let engine = make();
  const seen = new Set<unknown>();
  return {
    decide(call, asked) {
      seen.add(tenantOf(call));
      if (seen.size > mostTenants) {
        seen.clear();
        engine = make();
      }
      return engine.decide(call, asked);
    },
  };
}

function tenantOf({ context }: Call): unknown {
  return typeof context === 'object' && context !== null && 'tenant_id' in context ? context.tenant_id : '';
}

const oneByOne: ScannerSource = {
  scannerFor({ nodes }) {
    const dfas = nodes.map((node): Dfa => {
      const result = compileDfa(node);
      if (!result.ok) throw new PolicyError('a pattern passes the budget for automata');
      return result.dfa;
    });
    const words = Math.ceil(dfas.length / 32);
    const program = { patterns: dfas.length, words, always: new Uint32Array(words), tests: [], tables: [] };
    return {
      ...createScanner(program),
      scan(text, out) {
        out.fill(0);
        if (!isWellFormed(text)) return false;
        for (const [bit, dfa] of dfas.entries())
          if (runsInto(dfa, text)) out[bit >>> 5] = (out[bit >>> 5] ?? 0) | (1 << (bit & 31));
        return true;
      },
    };
  },
};

import { linkTool } from '../../engine/compile/link-tool.ts';
import type { LinkedCondition, LinkedPath, LinkedRule } from '../../engine/compile/linked-tool.ts';
import type { ScannerSource } from '../../engine/compile/scanner-source.ts';
import type { TextLanguages } from '../../engine/compile/text-languages.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { Action } from '../../model/rule.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import { createScanner, type Scanner } from '../../pattern/scanner.ts';
import type { Atom, AtomTable } from './atom.ts';

/** A tool of a tenant as the engine decides it, with atoms in place of matchers. */
export interface ToolModel {
  readonly tool: string;
  /** Every call is denied before anything is asked of it. */
  readonly denied: boolean;
  readonly boundaries: readonly BoundaryModel[];
  readonly baseline: readonly RuleModel[];
  readonly rules: readonly RuleModel[];
  readonly defaultAction: Action;
  /** The plan makes an allow a require_approval. */
  readonly planHolds: boolean;
  readonly boundaryPaths: readonly ArgumentPath[];
}

export interface BoundaryModel {
  readonly entry: Extract<BoundaryEntry, { readonly kind: 'matcher' }>;
  readonly atom: Atom;
}

export interface RuleModel {
  readonly linked: LinkedRule;
  readonly conditions: readonly ConditionModel[];
}

export interface ConditionModel {
  readonly linked: LinkedCondition;
  readonly action: Action;
  /** One for each path of its match. */
  readonly atoms: readonly Atom[];
}

/** The tool as the engine links it for the tenant; enforced boundaries only. Throws `PolicyError`. */
export function modelTool(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  atoms: AtomTable,
): ToolModel {
  const { source, languagesOf } = languageRecorder();
  const linked = linkTool(workspace, policy, tool, source);
  const atomOf = (path: LinkedPath): Atom =>
    atoms.atomOf({ ...path, path: path.match.path }, languagesOf(path.slot.scanner));
  const ruleModel = (rule: LinkedRule): RuleModel => ({
    linked: rule,
    conditions: rule.conditions.map((condition) => ({
      linked: condition,
      action: condition.action,
      atoms: condition.paths.map(atomOf),
    })),
  });
  return {
    tool,
    denied: policy.status === 'suspended' || linked.onNotEntitled !== undefined,
    boundaries: linked.boundaries.flatMap(({ entry, ask }) =>
      entry.kind === 'matcher' ? [{ entry, atom: atomOf(ask) }] : [],
    ),
    baseline: linked.baseline.map(ruleModel),
    rules: linked.rules.map(ruleModel),
    defaultAction: policy.defaultAction,
    planHolds: linked.onPlan !== undefined,
    boundaryPaths: linked.boundaryPaths,
  };
}

// The analysis reads the languages themselves, so no tables are made of them.
function languageRecorder(): {
  readonly source: ScannerSource;
  readonly languagesOf: (scanner: Scanner) => TextLanguages;
} {
  const recorded = new Map<Scanner, TextLanguages>();
  return {
    source: {
      scannerFor(languages) {
        const scanner = createScanner({
          patterns: languages.nodes.length,
          words: 0,
          always: new Uint32Array(0),
          tests: [],
          tables: [],
        });
        recorded.set(scanner, languages);
        return scanner;
      },
    },
    languagesOf(scanner) {
      const languages = recorded.get(scanner);
      if (languages === undefined) throw new Error('a path was linked with another scanner');
      return languages;
    },
  };
}

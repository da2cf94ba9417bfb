import { mayPassRule } from '../analysis/usable-tools.ts';
import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Sourced } from '../model/place.ts';
import { writtenRules } from './written-rules.ts';

/** A tool's name or a glob of names, where a document writes it. */
export interface ToolMention {
  readonly tool: Sourced<string>;
  /** What names it, for a person: `a rule`, `a boundary`. */
  readonly by: string;
  /** It only keeps calls out, so that it may well be about tools to come. */
  readonly isGuard: boolean;
  /** The rule's name. */
  readonly rule?: string;
}

/** Every tool that a rule, the baseline, a boundary, an invariant or a plan names, in the order of the documents. */
export function* toolMentions(documents: readonly PolicyDocument[]): Generator<ToolMention> {
  for (const { document, rule, name } of writtenRules(documents)) {
    const isGuard = document.kind === 'baseline' || !mayPassRule(rule);
    for (const tool of rule.tools) yield { tool, by: 'a rule', isGuard, rule: name };
  }
  for (const document of documents) yield* otherMentions(document);
}

function* otherMentions(document: PolicyDocument): Generator<ToolMention> {
  switch (document.kind) {
    case 'boundaries':
      for (const { tool } of document.tools) yield { tool, by: 'a boundary', isGuard: true };
      break;
    case 'invariants':
      for (const { tools } of document.never)
        for (const tool of tools) yield { tool, by: 'an invariant', isGuard: true };
      break;
    case 'plans':
      for (const { limits, tools = [] } of document.plans) {
        for (const { name } of limits) {
          if (name.value !== totalToolCalls) yield { tool: name, by: 'a limit', isGuard: true };
        }
        for (const tool of tools) yield { tool, by: 'a plan', isGuard: false };
      }
      break;
    default:
  }
}

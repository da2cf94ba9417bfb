import type { ArgumentPath } from '../model/argument-path.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Place } from '../model/place.ts';
import type { Action } from '../model/rule.ts';
import { writtenRules } from './written-rules.ts';

/** A path where a document names it. */
export interface ArgumentUse {
  readonly path: ArgumentPath;
  /** Of the path itself. */
  readonly place: Place;
  /** The tools, by exact name or glob, that it is asked of. */
  readonly tools: readonly string[];
  /** Absent where a boundary leaves the argument open or to another control. */
  readonly matcher?: Matcher;
  /** What the condition or invariant is about; a boundary has none. */
  readonly action?: Action;
  /** The rule's name. */
  readonly rule?: string;
}

/** Every path that a rule, the baseline, a boundary or an invariant names, in the order of the documents. */
export function* argumentUses(documents: readonly PolicyDocument[]): Generator<ArgumentUse> {
  for (const { rule, name } of writtenRules(documents)) {
    const tools = rule.tools.map(({ value }) => value);
    for (const { match, action } of rule.conditions) {
      for (const asked of match) yield { ...asked, tools, action: action.value, rule: name };
    }
  }
  for (const document of documents) {
    if (document.kind === 'boundaries') {
      for (const { tool, entries } of document.tools) {
        for (const entry of entries) {
          const { path, place } = entry;
          const matcher = entry.kind === 'matcher' ? { matcher: entry.matcher } : {};
          yield { path, place, tools: [tool.value], ...matcher };
        }
      }
    }
    if (document.kind !== 'invariants') continue;
    for (const { tools, match, action } of document.never) {
      const names = tools.map(({ value }) => value);
      for (const asked of match) yield { ...asked, tools: names, action: action.value };
    }
  }
}

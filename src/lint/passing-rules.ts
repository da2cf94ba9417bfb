import { mayPassRule } from '../analysis/usable-tools.ts';
import { isToolGlob, matchesToolName } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Condition, Rule } from '../model/rule.ts';
import { writtenRules } from './written-rules.ts';

/** Says whether calls with an argument may pass. */
export interface PassingRules {
  /** The rules, where they are written, that can allow or hold calls of the tool. `tool` is an exact name. */
  of(tool: string): readonly Rule[];
  /** Whether some of them lets calls pass that have an argument which no boundary names. */
  mayCarry(tool: string, path: ArgumentPath): boolean;
}

/** Reads all rules once; remembers what it was asked. */
export function passingRules(documents: readonly PolicyDocument[]): PassingRules {
  const exact = new Map<string, Rule[]>();
  const globs = new Map<string, Rule[]>();
  const refused: Rule[] = [];
  for (const { document, rule } of writtenRules(documents)) {
    if (document.kind === 'baseline') refused.push(rule);
    else if (mayPassRule(rule)) {
      for (const { value } of rule.tools) add(isToolGlob(value) ? globs : exact, value, rule);
    }
  }
  const known = new Map<string, readonly Rule[]>();
  const of = (tool: string): readonly Rule[] => {
    const named = exact.get(tool) ?? [];
    const found =
      known.get(tool) ??
      named.concat([...globs].flatMap(([glob, rules]) => (matchesToolName(glob, tool) ? rules : [])));
    known.set(tool, found);
    return found;
  };
  return {
    of,
    mayCarry: (tool, path) => {
      const isRefused = refused.some(
        (rule) =>
          rule.tools.some(({ value }) => matchesToolName(value, tool)) &&
          rule.conditions.some((condition) => refusesAny(condition, path)),
      );
      return !isRefused && of(tool).some((rule) => ruleMayCarry(rule, path));
    },
  };
}

function add(map: Map<string, Rule[]>, key: string, rule: Rule): void {
  const rules = map.get(key);
  if (rules === undefined) map.set(key, [rule]);
  else rules.push(rule);
}

function ruleMayCarry({ conditions, action, closedArguments }: Rule, path: ArgumentPath): boolean {
  for (const condition of conditions) {
    if (refusesAny(condition, path)) return false;
    if (condition.action.value !== 'deny' && conditionMayCarry(condition, path, closedArguments)) return true;
  }
  return action !== undefined && action.value !== 'deny' && !closedArguments;
}

/** A closed rule lets pass what its condition names, at it or below. */
function conditionMayCarry({ match }: Condition, path: ArgumentPath, isClosed: boolean): boolean {
  const named = match.filter((asked) => isAtOrAbove(asked.path, path));
  if (named.some(({ matcher }) => demandsAbsence(matcher))) return false;
  return !isClosed || match.some((asked) => isAtOrAbove(asked.path, path) || isAtOrAbove(path, asked.path));
}

/** Denies whatever call has the argument. */
function refusesAny({ match, action }: Condition, path: ArgumentPath): boolean {
  const [only] = match;
  return (
    action.value === 'deny' &&
    match.length === 1 &&
    only?.matcher.kind === 'exists' &&
    only.matcher.exists &&
    isAtOrAbove(only.path, path)
  );
}

function demandsAbsence(matcher: Matcher): boolean {
  return matcher.kind === 'exists' && !matcher.exists;
}

/** Whether `path` is `above` or lies in it; `[*]` may be left out, for a list is asked item by item. */
export function isAtOrAbove(above: ArgumentPath, path: ArgumentPath): boolean {
  if (above.root !== path.root) return false;
  const keys = keysOf(path);
  return keysOf(above).every((key, index) => key === keys[index]);
}

function keysOf({ segments }: ArgumentPath): readonly string[] {
  return segments.flatMap((segment) => (segment.kind === 'key' ? [segment.key] : []));
}

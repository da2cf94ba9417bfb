import { matchesToolName } from '../../engine/tool-name.ts';
import type { TenantSide } from '../decision-change.ts';
import { type ToolRepresentatives, toolRepresentatives } from '../tool-representatives.ts';
import { planOf } from './tool-content.ts';

/** Every exact name and glob of a tool that either version names where it decides. */
export function namedTools(sides: readonly TenantSide[]): readonly string[] {
  const named = sides.flatMap(({ workspace, policy }) => [
    ...[...policy.rules, ...workspace.baseline].flatMap(({ rule }) => rule.tools.map(({ value }) => value)),
    ...workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)),
    ...(planOf({ workspace, policy })?.tools ?? []).map(({ value }) => value),
  ]);
  return [...new Set(named)];
}

/** Tools that stand for all that two versions could decide differently, one that nobody names among them. */
export function comparedTools(named: readonly string[]): ToolRepresentatives {
  return toolRepresentatives(named, { rest: true });
}

/** How a representative is called: by its name if somebody wrote it, else by the longest glob that stands for it. */
export function toolLabel(tool: string, named: readonly string[]): string {
  if (named.includes(tool)) return tool;
  const globs = named.filter((entry) => entry !== '**' && matchesToolName(entry, tool));
  return globs.toSorted((a, b) => b.length - a.length)[0] ?? '**';
}

import type { UsedTool } from '../used-tools.ts';

/** A tool that executes what it is given, and whether names alone say so. */
export interface ExecutingTool {
  readonly tool: string;
  readonly isGuess: boolean;
}

/** The tool of a policy that surely executes, else one that likely does. */
export function executingTool(tools: readonly UsedTool[]): ExecutingTool | undefined {
  const executing = tools.flatMap(({ tool, effect }): ExecutingTool[] =>
    effect?.effect === 'execute'
      ? [{ tool, isGuess: effect.from !== 'tools document' && effect.from !== 'profile' }]
      : [],
  );
  return executing.find(({ isGuess }) => !isGuess) ?? executing[0];
}

import { fittingTo, fittingTools, type MatchedTool } from '../profile/match-profiles.ts';
import type { ServerProfile } from '../profile/server-profile.ts';
import { argumentNames, type DescribedTool, describeTool } from './describe-tool.ts';
import type { ListedTool } from './listed-tool.ts';

/**
 * What a list of tools means, sorted by name. Profiles are used where names and arguments are a server's, and that of
 * `named` wherever they agree with it.
 */
export function importTools(tools: readonly ListedTool[], named?: ServerProfile): readonly DescribedTool[] {
  const list = new Map(tools.map((tool) => [tool.name, new Set(argumentNames(tool))]));
  const matched = new Map<string, MatchedTool>([
    ...fittingTools(list),
    ...(named === undefined ? [] : fittingTo(named, list)),
  ]);
  return tools
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((tool) => describeTool(tool, matched.get(tool.name)));
}

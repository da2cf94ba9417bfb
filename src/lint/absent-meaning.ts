import { isToolGlob } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import { nameWords } from '../profile/argument-names.ts';
import type { ToolKnowledge } from './tool-knowledge.ts';

/**
 * Names of arguments that narrow what a call reaches, so that without them it reaches everything. The page of
 * `match/absent` prints this list; filters are told by their kind.
 */
export const narrowingNames: readonly string[] = [
  'limit',
  'max results',
  'top k',
  'n results',
  'page size',
  'per page',
  'namespace',
  'tenant',
  'tenant id',
  'partition',
  'partition key',
];

const narrowing: ReadonlySet<string> = new Set(narrowingNames.map((name) => name.replaceAll(' ', '')));

/** What a tool reads an absent argument as, and who says so. */
export interface AbsentMeaning {
  readonly reads: 'all' | 'default';
  readonly from: 'profile' | 'kind' | 'name';
}

/**
 * Undefined where the argument may not be left out, where the tool has a default for it, and where nothing says that
 * leaving it out reaches more. The profile of a well-known server is believed, and only that, where the tool is one of
 * its tools.
 */
export function absentMeaning(
  tool: string,
  path: ArgumentPath,
  { described, meanings, kinds }: ToolKnowledge,
): AbsentMeaning | undefined {
  if (path.root !== 'arguments') return undefined;
  const profile = isToolGlob(tool) || !meanings.fits(tool) ? undefined : meanings.profileArgument(tool, path);
  if (profile !== undefined)
    return profile.absent === undefined ? undefined : { reads: profile.absent, from: 'profile' };
  for (const about of described?.about(tool) ?? []) {
    const answer = described?.read(about, path);
    if (answer?.kind === 'missing') return undefined;
    if (answer?.kind === 'declared' && (answer.isRequired || answer.facts.hasDefault)) return undefined;
  }
  if (kinds.kindOf(tool, path) === 'filter') return { reads: 'all', from: 'kind' };
  const last = path.segments.findLast((segment) => segment.kind === 'key');
  const name = last === undefined ? '' : nameWords(last.key).join('');
  return narrowing.has(name) ? { reads: 'all', from: 'name' } : undefined;
}

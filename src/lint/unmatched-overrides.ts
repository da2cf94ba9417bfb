import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { pathGlob } from '../text/path-glob.ts';

/** Globs of `lint.overrides` that no file matches, each once: a mistyped one sets no level, and nobody would be told. */
export function unmatchedOverrides(
  { overrides }: WorkspaceConfig['lint'],
  files: Iterable<string>,
): readonly string[] {
  const paths = [...files];
  const globs = new Set(overrides.flatMap((override) => override.files));
  return [...globs].filter((glob) => {
    const test = pathGlob(glob);
    return test !== undefined && !paths.some((path) => test(path));
  });
}

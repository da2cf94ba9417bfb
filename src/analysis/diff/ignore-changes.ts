import type { IgnoreComment } from '../../parse/ignore-comments.ts';
import type { Effect } from '../compare-rates.ts';
import { pairItems } from './pair-items.ts';
import type { DraftWorkspaceChange } from './workspace-change.ts';

/** Comments that hide findings: new ones, ones that are gone, and ones that hide for longer or shorter. */
export function ignoreChanges(
  before: readonly IgnoreComment[],
  after: readonly IgnoreComment[],
): readonly DraftWorkspaceChange[] {
  const named = ({ code, place }: IgnoreComment): string => JSON.stringify([code, place.file]);
  const pairs = pairItems(before, after, [(comment) => `${named(comment)} ${comment.until ?? ''}`, named]);
  return pairs.flatMap(({ before: was, after: is }): readonly DraftWorkspaceChange[] => {
    const effect = ignoreEffect(was, is);
    const shown = is ?? was;
    if (effect === undefined || shown === undefined) return [];
    return [
      {
        kind: 'gate',
        name: `policy-ignore ${shown.code} in ${shown.place.file}`,
        from: was === undefined ? null : ignoreText(was),
        to: is === undefined ? null : ignoreText(is),
        effect,
        where: { from: was?.place ?? null, to: is?.place ?? null },
      },
    ];
  });
}

function ignoreEffect(was: IgnoreComment | undefined, is: IgnoreComment | undefined): Effect | undefined {
  if (is === undefined) return 'narrower';
  if (was === undefined) return 'wider';
  if (was.until === is.until) return undefined;
  return is.until === undefined || (was.until !== undefined && is.until > was.until) ? 'wider' : 'narrower';
}

function ignoreText({ until }: IgnoreComment): string {
  return until === undefined ? 'ignored' : `ignored until ${until}`;
}

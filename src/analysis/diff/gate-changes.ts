import type { Invariant } from '../../model/documents.ts';
import { configLine } from './config-line.ts';
import type { Contents } from './contents.ts';
import { ignoreChanges } from './ignore-changes.ts';
import { levelChanges } from './level-changes.ts';
import { pairItems } from './pair-items.ts';
import { suppressionChanges } from './suppression-changes.ts';
import { toolDocumentChanges } from './tool-document-changes.ts';
import type { DraftWorkspaceChange, GateSide, LevelOf } from './workspace-change.ts';

/** What checks a workspace less than before, or more: files left out, levels, ignore comments, suppressions, invariants, tools. */
export function gateChanges(
  from: GateSide,
  to: GateSide,
  contents: Contents,
  levelOf: LevelOf = () => undefined,
): readonly DraftWorkspaceChange[] {
  return [
    ...fileGlobChanges(from, to),
    ...levelChanges(from, to, levelOf),
    ...ignoreChanges(from.ignores, to.ignores),
    ...suppressionChanges(from.suppressions, to.suppressions),
    ...invariantChanges(from, to, contents),
    ...toolDocumentChanges(from.documents, to.documents),
  ];
}

/** Files that `exclude` leaves out, and files that only `include` brings in. */
function fileGlobChanges(from: GateSide, to: GateSide): readonly DraftWorkspaceChange[] {
  return (['exclude', 'include'] as const).flatMap((key) => {
    const [before, after] = [from.config[key], to.config[key]];
    const added = after.filter((glob) => !before.includes(glob));
    const gone = before.filter((glob) => !after.includes(glob));
    const change = (glob: string, isAdded: boolean): DraftWorkspaceChange => ({
      kind: 'gate',
      name: key,
      from: isAdded ? null : glob,
      to: isAdded ? glob : null,
      effect: isAdded === (key === 'exclude') ? 'wider' : 'narrower',
      where: { from: configLine(from, glob, `${key}:`), to: configLine(to, glob, `${key}:`) },
    });
    return [...added.map((glob) => change(glob, true)), ...gone.map((glob) => change(glob, false))];
  });
}

function invariantChanges(from: GateSide, to: GateSide, contents: Contents): readonly DraftWorkspaceChange[] {
  const [before = [], after = []] = [from, to].map(invariantsOf);
  return pairItems(before, after, [({ id }) => id]).flatMap(
    ({ before: was, after: is }): readonly DraftWorkspaceChange[] => {
      const same = was !== undefined && is !== undefined && contents.text(was) === contents.text(is);
      if (same) return [];
      return [
        {
          kind: 'gate',
          name: `invariant ${(is ?? was)?.id ?? ''}`,
          from: was === undefined ? null : invariantText(was),
          to: is === undefined ? null : invariantText(is),
          effect: is === undefined ? 'wider' : was === undefined ? 'narrower' : 'changed',
          where: { from: was?.place ?? null, to: is?.place ?? null },
        },
      ];
    },
  );
}

function invariantsOf({ documents }: GateSide): readonly Invariant[] {
  return documents.flatMap((document) => (document.kind === 'invariants' ? document.never : []));
}

function invariantText({ tools, action, match, except }: Invariant): string {
  const named = tools.map(({ value }) => value).join(', ');
  const where = match.length === 0 ? '' : ` where ${match.map(({ path }) => path.text).join(' and ')} match`;
  return `never ${action.value} ${named}${where}${except === undefined ? '' : ', with exceptions'}`;
}

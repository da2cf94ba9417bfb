import { configLine } from './config-line.ts';
import type { DiffSide, DraftWorkspaceChange } from './workspace-change.ts';

/** What every call must bring, and how large an argument may be. */
export function envelopeChanges(from: DiffSide, to: DiffSide): readonly DraftWorkspaceChange[] {
  return [...requiredChanges(from, to), ...sizeChange(from, to)];
}

function requiredChanges(from: DiffSide, to: DiffSide): readonly DraftWorkspaceChange[] {
  const [before, after] = [from, to].map(({ workspace }) => new Set(workspace.envelope.required));
  return [...new Set([...(before ?? []), ...(after ?? [])])].flatMap(
    (key): readonly DraftWorkspaceChange[] => {
      const [had, has] = [before?.has(key) === true, after?.has(key) === true];
      if (had === has) return [];
      return [
        {
          kind: 'envelope',
          name: `context.${key}`,
          from: had ? 'required' : null,
          to: has ? 'required' : null,
          effect: had ? 'wider' : 'narrower',
          where: { from: configLine(from.gate, key, 'required'), to: configLine(to.gate, key, 'required') },
        },
      ];
    },
  );
}

function sizeChange(from: DiffSide, to: DiffSide): readonly DraftWorkspaceChange[] {
  const [before, after] = [from, to].map(({ workspace }) => workspace.limits.maxArgumentBytes);
  if (before === undefined || after === undefined || before === after) return [];
  return [
    {
      kind: 'envelope',
      name: 'max_argument_bytes',
      from: String(before),
      to: String(after),
      effect: after > before ? 'wider' : 'narrower',
      where: {
        from: configLine(from.gate, 'max_argument_bytes'),
        to: configLine(to.gate, 'max_argument_bytes'),
      },
    },
  ];
}

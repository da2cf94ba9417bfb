import type { Level } from '../../model/workspace-config.ts';
import type { Effect } from '../compare-rates.ts';
import { configLine } from './config-line.ts';
import type { DraftWorkspaceChange, GateSide, LevelOf } from './workspace-change.ts';

/** Levels of lint rules, for all files and for some, and the edition that says which rules count. */
export function levelChanges(
  from: GateSide,
  to: GateSide,
  levelOf: LevelOf,
): readonly DraftWorkspaceChange[] {
  return [
    ...ruleLevels(from, to, levelOf),
    ...editionChange(from, to),
    ...overrideChanges(from, to, levelOf),
  ];
}

const levels: readonly Level[] = ['off', 'note', 'warning', 'error'];

function levelEffect(from: Level | undefined, to: Level | undefined): Effect {
  if (from === undefined || to === undefined) return 'changed';
  return levels.indexOf(to) < levels.indexOf(from) ? 'wider' : 'narrower';
}

function ruleLevels(from: GateSide, to: GateSide, levelOf: LevelOf): readonly DraftWorkspaceChange[] {
  const [before, after] = [from, to].map(({ config }) => new Map(Object.entries(config.lint.rules)));
  const codes = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return codes.flatMap((code): readonly DraftWorkspaceChange[] => {
    const [was, is] = [before?.get(code) ?? levelOf(code), after?.get(code) ?? levelOf(code)];
    if (was === is) return [];
    return [
      {
        kind: 'gate',
        name: code,
        from: was ?? null,
        to: is ?? null,
        effect: levelEffect(was, is),
        where: { from: configLine(from, code), to: configLine(to, code) },
      },
    ];
  });
}

/** Rules of a later edition than the workspace's are notes. */
function editionChange(from: GateSide, to: GateSide): readonly DraftWorkspaceChange[] {
  const [before, after] = [from.config.lint.edition, to.config.lint.edition];
  if (before === after) return [];
  return [
    {
      kind: 'gate',
      name: 'lint.edition',
      from: String(before),
      to: String(after),
      effect: after < before ? 'wider' : 'narrower',
      where: { from: configLine(from, 'edition'), to: configLine(to, 'edition') },
    },
  ];
}

/** A level for some files only. */
interface Override {
  readonly code: string;
  readonly files: string;
  readonly level: Level;
}

function overrideChanges(from: GateSide, to: GateSide, levelOf: LevelOf): readonly DraftWorkspaceChange[] {
  const [before = [], after = []] = [from, to].map(overridesOf);
  const keys = new Set([...before, ...after].map(keyOf));
  const changes = [...keys].flatMap((key): readonly DraftWorkspaceChange[] => {
    const [was, is] = [before, after].map((list) => list.findLast((each) => keyOf(each) === key));
    const shown = is ?? was;
    if (shown === undefined || was?.level === is?.level) return [];
    const general = (gate: GateSide): Level | undefined =>
      new Map(Object.entries(gate.config.lint.rules)).get(shown.code) ?? levelOf(shown.code);
    return [
      {
        kind: 'gate',
        name: `${shown.code} in ${shown.files}`,
        from: was?.level ?? null,
        to: is?.level ?? null,
        effect: overrideEffect(was?.level ?? general(from), is?.level ?? general(to)),
        where: {
          from: configLine(from, shown.files, 'overrides'),
          to: configLine(to, shown.files, 'overrides'),
        },
      },
    ];
  });
  // The last override whose files fit counts, so that their order is part of what they say.
  const order = (list: readonly Override[]): string => list.map(keyOf).join('\n');
  if (changes.length > 0 || order(before) === order(after)) return changes;
  const where = { from: configLine(from, 'overrides'), to: configLine(to, 'overrides') };
  return [
    { kind: 'gate', name: 'lint.overrides', from: 'an order', to: 'another', effect: 'changed', where },
  ];
}

function overrideEffect(from: Level | undefined, to: Level | undefined): Effect {
  return from === to ? 'changed' : levelEffect(from, to);
}

function overridesOf({ config }: GateSide): readonly Override[] {
  return config.lint.overrides.flatMap(({ files, rules }) =>
    Object.entries(rules).map(([code, level]) => ({ code, files: files.join(', '), level })),
  );
}

function keyOf({ code, files }: Override): string {
  return JSON.stringify([code, files]);
}

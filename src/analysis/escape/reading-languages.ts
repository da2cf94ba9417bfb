import {
  anyText,
  choice,
  literal,
  noneOf,
  oneOf,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../../pattern/pattern-node.ts';

/** A way in which a tool may read a path that is not canonical. */
interface PathReading {
  readonly name: string;
  readonly slash: PatternNode;
  readonly up: PatternNode;
}

const slash = literal('/');
const hexDot = sequence(literal('%2'), oneOf('eE'));
const hexSlash = sequence(literal('%2'), oneOf('fF'));

/** Normalised; with a backslash for a slash; with one percent-decoding; after NFKC. */
const readings: readonly PathReading[] = [
  { name: 'dots', slash, up: literal('..') },
  { name: 'backslash', slash: choice(slash, literal('\\')), up: literal('..') },
  {
    name: 'percent',
    slash: choice(slash, hexSlash),
    up: repeat(choice(literal('.'), hexDot), 2, 2),
  },
  {
    name: 'nfkc',
    slash: choice(slash, literal('／')),
    up: repeat(choice(literal('.'), literal('．')), 2, 2),
  },
];

/** Deepest detour looked at: so many folders down, and as many up again. */
const deepest = 4;

/**
 * The texts that a tool may read as a path at or below `target`, by name: they go down into other folders and up again by
 * dot segments.
 */
export function readAsWithin(target: string): ReadonlyMap<string, () => PatternNode> {
  const segments = target.replace(/\/$/, '').split('/').slice(1);
  return new Map(
    readings.map(
      (reading) => [`${reading.name} within ${target}`, () => detours(reading, segments)] as const,
    ),
  );
}

/** The texts that a tool may read as a path that leaves `folder` upwards. */
export function readAsLeaving(folder: string): ReadonlyMap<string, () => PatternNode> {
  const base = folder.replace(/\/$/, '');
  return new Map(
    readings.map(({ name, slash: between, up }) => [
      `${name} leaving ${base}`,
      () => wholeText(sequence(literal(base), between, up, choice(literal(''), sequence(between, anyText)))),
    ]),
  );
}

function detours({ slash: between, up }: PathReading, target: readonly string[]): PatternNode {
  const name = sequence(noneOf('./\\%．／'), repeat(noneOf('/\\%／'), 0));
  const folders = target.map((segment) => sequence(slash, literal(segment)));
  const ways: PatternNode[] = [];
  for (let kept = 0; kept <= folders.length; kept += 1) {
    for (let depth = 1; depth <= deepest; depth += 1) {
      ways.push(
        sequence(
          ...folders.slice(0, kept),
          repeat(sequence(slash, name), depth, depth),
          repeat(sequence(between, up), depth, depth),
          ...target.slice(kept).map((segment) => sequence(between, literal(segment))),
          between,
          name,
        ),
      );
    }
  }
  return wholeText(choice(...ways));
}

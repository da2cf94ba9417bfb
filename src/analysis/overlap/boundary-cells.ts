import { bindPattern, bindText, bindTexts, boundScalars } from '../../engine/compile/bind-text.ts';
import type { Scalar } from '../../model/json.ts';
import type { Matcher, ScalarText } from '../../model/matcher.ts';
import type { Bindings } from '../../model/workspace.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { parseIpBlock } from '../../text/ip-block.ts';
import { boundsOf } from '../number-bounds.ts';
import { anyValue, type Cell, commonCell, endMark, type Mark, reversed, startMark } from './cell.ts';
import { patternCells } from './pattern-cells.ts';

const mostProducts = 64;
const mostCells = 2_000;

/**
 * Cells that hold every value to which a tenant's matcher, `shared` parts taken out, says yes. Of a list they tell the
 * elements. Throws `PolicyError`.
 */
export function boundaryCells(matcher: Matcher, bindings: Bindings): readonly Cell[] {
  const cells = cellsOf(matcher, bindings);
  if (cells.length <= mostCells) return cells;
  return cells.some(({ kind }) => kind === 'absent') ? [anyValue, { kind: 'absent' }] : [anyValue];
}

type MatcherOf<Kind extends Matcher['kind']> = Extract<Matcher, { readonly kind: Kind }>;

function cellsOf(matcher: Matcher, bindings: Bindings): readonly Cell[] {
  switch (matcher.kind) {
    case 'regex': {
      const parsed = parsePattern(bindPattern(matcher.pattern, bindings), { ignoreCase: matcher.ignoreCase });
      return parsed.ok ? patternCells(parsed.node) : [anyValue];
    }
    case 'one_of':
      return matcher.values.flatMap((value) => scalarsOf(value, bindings)).map(scalarCell);
    case 'path_within':
      return bindTexts(matcher.prefixes, bindings).flatMap((prefix) => {
        const base = prefix.replace(/\/$/, '');
        return [wholeCell(base), present(['start', startMark(`${base}/`)])];
      });
    case 'key_within':
      return bindTexts(matcher.prefixes, bindings).map((prefix) => present(['start', startMark(prefix)]));
    case 'url':
      return urlCells(matcher, bindings);
    case 'email':
      return bindTexts(matcher.domains, bindings).flatMap((domain) =>
        (matcher.subdomains ? ['@', '.'] : ['@']).map((sign) => present(['end', endMark(sign + domain)])),
      );
    case 'ip_in':
      return bindTexts(matcher.blocks, bindings).map(blockCell);
    case 'command':
      return commandCells(matcher, bindings);
    case 'number':
      return [present(['amount', { kind: 'range', ...boundsOf(matcher, bindings) }])];
    case 'sql':
      return [
        heldCell(
          'sql',
          matcher.scopedBy.map(({ column, value }) => [column, value]),
          bindings,
        ),
      ];
    case 'filter':
      return [
        heldCell(
          'filter',
          matcher.must.map(({ field, value }) => [field, value]),
          bindings,
        ),
      ];
    case 'exists':
      return matcher.exists ? [anyValue] : [{ kind: 'absent' }];
    case 'any_of':
      return matcher.matchers.flatMap((part) => cellsOf(part, bindings));
    case 'all_of':
      return matcher.matchers.map((part) => cellsOf(part, bindings)).reduce(commonCells);
    case 'contains':
    case 'length':
    case 'not':
    case 'shared':
      return [anyValue];
  }
}

/** Every value of both; where that is too long a list, those of the one that says more. */
function commonCells(a: readonly Cell[], b: readonly Cell[]): readonly Cell[] {
  if (a.length * b.length > mostProducts) return a.length === 1 ? b : a;
  return a.flatMap((left) => b.flatMap((right) => commonCell(left, right) ?? []));
}

function present(...marks: readonly (readonly [respect: string, mark: Mark])[]): Cell {
  return { kind: 'present', marks: new Map(marks) };
}

function wholeCell(text: string): Cell {
  return present(['start', startMark(text, true)], ['end', endMark(text, true)]);
}

function scalarsOf(value: ScalarText, bindings: Bindings): readonly Scalar[] {
  if (value.kind === 'scalar') return [value.value];
  const [only] = value.text;
  if (value.text.length === 1 && only !== undefined && typeof only !== 'string')
    return boundScalars(only, bindings);
  return [bindText(value.text, bindings)];
}

// A pattern reads whole numbers and truth values as their JSON text, so these are told by it too.
function scalarCell(value: Scalar): Cell {
  const text = String(value);
  if (typeof value !== 'number') return wholeCell(text);
  const amount: Mark = { kind: 'range', min: value, max: value };
  return present(['amount', amount], ['start', startMark(text, true)], ['end', endMark(text, true)]);
}

function urlCells(matcher: MatcherOf<'url'>, bindings: Bindings): readonly Cell[] {
  const path =
    matcher.pathPrefix === undefined ? '' : bindText(matcher.pathPrefix, bindings).replace(/\/$/, '');
  const schemes = bindTexts(matcher.schemes, bindings);
  return bindTexts(matcher.hosts, bindings).flatMap((host) => {
    const wild = host.startsWith('*.');
    const name = reversed(wild ? host.slice(1) : host);
    return schemes.map((scheme) =>
      present(
        ['start', startMark(`${scheme}://${wild ? '' : host}`)],
        ['host', { kind: 'text', text: name, whole: !wild }],
        ['url path', { kind: 'text', text: path, whole: false }],
      ),
    );
  });
}

function blockCell(text: string): Cell {
  const block = parseIpBlock(text);
  if (typeof block === 'string') return anyValue;
  const { version, address, length } = block;
  const bits = address.toString(2).padStart(version === 4 ? 32 : 128, '0');
  return present(['ip', { kind: 'text', text: `${version} ${bits.slice(0, length)}`, whole: false }]);
}

function commandCells({ programs, pathsWithin }: MatcherOf<'command'>, bindings: Bindings): readonly Cell[] {
  if (pathsWithin === undefined)
    return bindTexts(programs, bindings).map((program) => present(['start', startMark(program)]));
  // Every path in the command is in one of the folders, and there is at least one path.
  return bindTexts(pathsWithin, bindings).map((folder) =>
    present(['folder', { kind: 'text', text: `${folder.replace(/\/$/, '')}/`, whole: false }]),
  );
}

/** Queries that demand different constants of one column reach different rows. */
function heldCell(
  language: 'sql' | 'filter',
  held: readonly (readonly [column: string, value: ScalarText])[],
  bindings: Bindings,
): Cell {
  return present(
    ...held.flatMap(([column, value]): (readonly [string, Mark])[] => {
      const [only, ...more] = scalarsOf(value, bindings);
      if (only === undefined || more.length > 0) return [];
      return [[`${language} ${column}`, { kind: 'text', text: JSON.stringify(only), whole: true }]];
    }),
  );
}

import { bindMatcher } from '../../engine/compile/bind-matcher.ts';
import { bindTexts } from '../../engine/compile/bind-text.ts';
import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import { createTextLanguages } from '../../engine/compile/text-languages.ts';
import type { Witness } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { EffectivePolicy } from '../../model/workspace.ts';
import type { AnalysedWorkspace } from '../analysed-workspace.ts';
import { noAnswer, yesAnswer } from '../language/answer-set.ts';
import type { LanguageAlgebra } from '../language/language-algebra.ts';
import { queryAsked } from '../query/query-asked.ts';
import { createQueryJudge } from '../query/query-judge.ts';
import type { Atom, AtomTable } from '../space/atom.ts';
import { demandAll, demandSome, type Store } from '../space/store.ts';
import type { BoundaryModel } from '../space/tool-model.ts';
import { landing } from './landing.ts';
import { otherTenants } from './other-tenants.ts';
import { type QueryLanding, queryLanding } from './query-landing.ts';
import { readAsLeaving, readAsWithin } from './reading-languages.ts';
import { tellingQueries } from './telling-queries.ts';
import { type TellingValues, tellingValues } from './telling-values.ts';
import { withoutShared } from './without-shared.ts';

/** Where a witness lands: the most telling first. */
export type EscapeKind = Exclude<Witness['kind'], 'decision'>;

/** A narrower set of calls that leave a boundary. */
interface Aim {
  readonly kind: EscapeKind;
  /** The tenant whose boundary they land in. */
  readonly tenant?: string;
  /** The calls of a store that do so; undefined where that cannot be by form. */
  readonly narrow: (store: Store) => Store | undefined;
}

/** How calls may leave one bounded argument of a tool, for one tenant. */
export interface EscapeSearch {
  /** Values worth a try, by kind, the plainest first. */
  readonly telling: TellingValues;
  /** Every way out, the most telling first; together they leave nothing out. */
  readonly aims: readonly Aim[];
  /** Where a value that a query matcher refuses leads, for boundaries that ask one. */
  readonly landingOf?: (value: JsonValue | undefined) => QueryLanding;
}

export function escapeSearch(
  workspace: AnalysedWorkspace,
  policy: EffectivePolicy,
  tool: string,
  { entry, atom }: BoundaryModel,
  table: { readonly atoms: AtomTable; readonly algebra: LanguageAlgebra },
): EscapeSearch {
  const others = otherTenants(workspace, policy.tenantId).flatMap((other): Other[] => {
    const foreign = boundaryEntriesFor(workspace.boundaries, tool).find(
      ({ path }) => path.text === entry.path.text,
    );
    const matcher = foreign?.kind === 'matcher' ? withoutShared(foreign.matcher) : undefined;
    return matcher === undefined ? [] : [{ matcher, bindings: other.bindings, tenant: other.tenantId }];
  });
  const telling = tellingValues({ matcher: entry.matcher, bindings: policy.bindings }, others);
  const queries = querySearch(workspace, policy, { entry, atom }, others, table);
  const landings = new Map(
    others.map(({ matcher, bindings, tenant }) => [tenant, landing(matcher, bindings, table.algebra)]),
  );
  const foreign = others.flatMap(({ matcher, bindings, tenant }): Aim[] => {
    const theirs = boundAtom(atom, matcher, bindings, table.atoms);
    const direct: Aim[] =
      theirs === undefined
        ? []
        : [{ kind: 'foreign', tenant, narrow: (store) => demandAll(store, theirs, yesAnswer) }];
    const read = folders(matcher, bindings, 'any_of').flatMap((folder) =>
      [...readAsWithin(folder)].map(([key, node]): Aim => {
        return { kind: 'foreign', tenant, narrow: (store) => demandText(store, atom, key, node, table) };
      }),
    );
    return [...direct, ...read];
  });
  const anyText: Aim = { kind: 'outside', narrow: (store) => canonicalOutside(store, atom, table) };
  const leaving = folders(entry.matcher, policy.bindings, 'any').flatMap((folder) =>
    [...readAsLeaving(folder)].map(([key, node]): Aim => {
      return { kind: 'outside', narrow: (store) => demandText(store, atom, key, node, table) };
    }),
  );
  return {
    telling: {
      outside: [...queries.telling.outside, ...telling.outside],
      foreign: [
        ...queries.telling.foreign,
        ...telling.foreign.filter(
          ({ value, tenant }) =>
            typeof value === 'string' && tenant !== undefined && landings.get(tenant)?.(value) === true,
        ),
      ],
    },
    ...(queries.landing === undefined ? {} : { landingOf: queries.landing }),
    aims: [...foreign, anyText, ...leaving, { kind: 'noncanonical', narrow: (store) => store }],
  };
}

interface Other {
  readonly tenant: string;
  /** What any tenant may reach left aside. */
  readonly matcher: Matcher;
  readonly bindings: EffectivePolicy['bindings'];
}

interface QuerySearch {
  readonly telling: TellingValues;
  /** Absent for boundaries that ask no query. */
  readonly landing?: (value: JsonValue | undefined) => QueryLanding;
}

function querySearch(
  workspace: AnalysedWorkspace,
  { tenantId, bindings }: EffectivePolicy,
  { entry, atom }: BoundaryModel,
  others: readonly Other[],
  { atoms, algebra }: { readonly atoms: AtomTable; readonly algebra: LanguageAlgebra },
): QuerySearch {
  const none: QuerySearch = { telling: { foreign: [], outside: [] } };
  const matcher = withoutShared(entry.matcher);
  const mine = matcher === undefined ? undefined : boundAtom(atom, matcher, bindings, atoms);
  if (mine === undefined || queryAsked(mine.matcher) === undefined) return none;
  const own = { tenant: tenantId, matcher: mine.matcher };
  const theirs = others.flatMap((other) => {
    const bound = boundAtom(atom, other.matcher, other.bindings, atoms);
    // One that asks the same has the same rows.
    return bound === undefined || bound === mine ? [] : [{ tenant: other.tenant, matcher: bound.matcher }];
  });
  const judge = createQueryJudge(workspace.sql, tenantId);
  return {
    telling: tellingQueries(own, theirs[0]),
    landing: (value) => queryLanding(value, own, theirs, { judge, algebra }),
  };
}

function demandText(
  store: Store,
  { path }: Atom,
  key: string,
  node: Parameters<LanguageAlgebra['of']>[1],
  { atoms, algebra }: { readonly atoms: AtomTable; readonly algebra: LanguageAlgebra },
): Store | undefined {
  return demandAll(store, atoms.textAtom(path, algebra.of(key, node)), yesAnswer);
}

/** Text in a strict form that the boundary plainly says no to: somebody else's. */
function canonicalOutside(
  store: Store,
  atom: Atom,
  { atoms, algebra }: { readonly atoms: AtomTable; readonly algebra: LanguageAlgebra },
): Store | undefined {
  const refused = demandSome(store, atom, noAnswer);
  return refused === undefined
    ? undefined
    : demandAll(refused, atoms.textAtom(atom.path, algebra.all), yesAnswer);
}

/** Another tenant's boundary as an atom on the same path; undefined where a value of it is missing. */
function boundAtom(
  like: Atom,
  matcher: Matcher,
  bindings: EffectivePolicy['bindings'],
  atoms: AtomTable,
): Atom | undefined {
  try {
    const languages = createTextLanguages();
    const bound = bindMatcher(matcher, bindings, languages);
    const { path, wholeOnly, readsElements, readsWhole } = like;
    return atoms.atomOf({ path, matcher: bound, wholeOnly, readsElements, readsWhole }, languages);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** Folders of one boundary that detours are looked for into. */
const mostFolders = 2;

/** Folders that a boundary names: `any_of`, those in which it says yes to everything; `any`, others too. */
function folders(
  matcher: Matcher,
  bindings: EffectivePolicy['bindings'],
  which: 'any_of' | 'any',
): readonly string[] {
  switch (matcher.kind) {
    case 'path_within':
      try {
        return bindTexts(matcher.prefixes, bindings).slice(0, mostFolders);
      } catch (error) {
        if (error instanceof PolicyError) return [];
        throw error;
      }
    case 'any_of':
    case 'all_of':
      if (matcher.kind === 'all_of' && which === 'any_of') return [];
      return matcher.matchers.flatMap((part) => folders(part, bindings, which)).slice(0, mostFolders);
    default:
      return [];
  }
}

import { beforeAll, describe, expect, it } from 'vitest';
import type { Decision, Engine, SqlParser } from '../../src/engine/index.ts';
import type { Finding, Witness } from '../../src/model/finding.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import { lintTexts } from '../lint/lint-texts.ts';
import { engineFor } from '../support/engine-for.ts';
import { attacks, crosses, hasCorpora, naiveNames } from './corpus.ts';
import { decideCall } from './decide-call.ts';
import { linksOnDisk } from './expected-calls.ts';
import { strictness, translations } from './naive-policies.ts';
import { naiveWorkspace, policyFile } from './naive-workspace.ts';

/** The names that each fixture says. */
const fixtures = new Map<string, readonly string[]>();
for (const [name, translation] of translations) {
  if ('cannot' in translation) continue;
  fixtures.set(translation.fixture, [...(fixtures.get(translation.fixture) ?? []), name]);
}

let sql: SqlParser;
beforeAll(async () => {
  sql = await loadSqlGrammar();
});

const tenant = 'tenant_acme';

function engineOf(fixture: string): Engine {
  return engineFor(naiveWorkspace(fixture), {}, { sql });
}

const linted = new Map<string, readonly Finding[]>();

/** What the linter reports of a fixture's workspace, once. */
function findingsIn(fixture: string): readonly Finding[] {
  const found = linted.get(fixture) ?? lintTexts(naiveWorkspace(fixture)).findings;
  linted.set(fixture, found);
  return found;
}

/** What it reports of the policy with a call that shows it. */
function shownBy(fixture: string): readonly { readonly finding: Finding; readonly witness: Witness }[] {
  return findingsIn(fixture).flatMap((finding) => {
    const { witness, code, file } = finding;
    const counts = file === policyFile && /^(?:isolation|match)\//.test(code);
    return witness === undefined || !counts ? [] : [{ finding, witness }];
  });
}

function decideWitness(
  engine: Engine,
  { tool, arguments: args, context }: Witness,
  boundaries: boolean,
): Decision {
  const call = { tool, arguments: args, context };
  return engine.decide(call, { without: { limits: true, boundaries: !boundaries } });
}

/** `arguments.path`, where a boundary denied a call for it. */
function boundaryOf({ code, reason }: Decision): string | undefined {
  return code === 'boundary' ? /: (arguments\S*)$/.exec(reason ?? '')?.[1] : undefined;
}

describe.each([...fixtures])('the naive policy %s', (fixture, names) => {
  it('is refuted by calls that it allows and its boundary denies', () => {
    const engine = engineOf(fixture);
    const shown = shownBy(fixture);
    expect(shown.some(({ finding }) => finding.code.startsWith('isolation/'))).toBe(true);
    for (const { finding, witness } of shown) {
      expect(finding.tenant ?? witness.context.tenant_id).toBe(tenant);
      expect(decideWitness(engine, witness, false).action, finding.message).toBe('allow');
      expect(decideWitness(engine, witness, true).code, finding.message).toBe('boundary');
    }
  });

  it('is undecided nowhere', () => {
    expect(findingsIn(fixture).filter(({ code }) => code === 'isolation/undecided')).toEqual([]);
  });

  it.skipIf(!hasCorpora)('allows the attacks that its original allows, or the language is stricter', () => {
    const engine = engineOf(fixture);
    const differing = attacks.flatMap((attack) => {
      const verdicts = names.flatMap((name) => attack.naive_verdicts[name] ?? []);
      const { action } = decideCall(engine, attack, { boundaries: false });
      return verdicts.some((verdict) => (verdict === true) !== (action === 'allow')) ? [attack.id] : [];
    });
    expect(differing.filter((id) => !strictness.has(id))).toEqual([]);
  });

  it.skipIf(!hasCorpora)('lets no crossing attack past the enforced boundary, but links on disk', () => {
    const engine = engineOf(fixture);
    const tried = attacks.filter(
      (attack) => crosses(attack) && names.some((name) => attack.naive_verdicts[name] === true),
    );
    const allowed = tried.filter((attack) => decideCall(engine, attack).action !== 'deny');
    expect(allowed.map(({ id }) => id).filter((id) => !linksOnDisk.has(id))).toEqual([]);
  });

  it.skipIf(!hasCorpora)('is reported at every argument by which a crossing attack gets out', () => {
    const engine = engineOf(fixture);
    const shown = new Set(
      shownBy(fixture).map(
        ({ witness }) => `${witness.tool} ${boundaryOf(decideWitness(engine, witness, true))}`,
      ),
    );
    const needed = attacks.flatMap((attack) => {
      if (!crosses(attack) || !names.some((name) => attack.naive_verdicts[name] === true)) return [];
      if (decideCall(engine, attack, { boundaries: false }).action !== 'allow') return [];
      const out = boundaryOf(decideCall(engine, attack));
      return out === undefined ? [] : [`${attack.tool} ${out}`];
    });
    expect([...new Set(needed)].filter((place) => !shown.has(place))).toEqual([]);
  });
});

describe.skipIf(!hasCorpora)('the translations', () => {
  it('are of every naive policy', () => {
    const forms = naiveNames.filter((name) => !name.startsWith('*'));
    const tried = attacks.flatMap(({ naive_verdicts: verdicts }) => Object.keys(verdicts));
    expect([...forms, ...tried].filter((name) => !translations.has(name))).toEqual([]);
  });

  it('are stricter nowhere else', () => {
    const ids = new Set(attacks.map(({ id }) => id));
    expect([...strictness.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});

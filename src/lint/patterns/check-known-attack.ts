import { type Attack, attacksOn } from '../../analysis/attack-catalogue.ts';
import type { Language } from '../../analysis/language/language-algebra.ts';
import { literalEnds } from '../../analysis/literal-ends.ts';
import type { PatternNode } from '../../pattern/pattern-node.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { PatternSaid } from './pattern-check.ts';
import { quoted, type TypedCure, typedCure } from './pattern-report.ts';
import { showText } from './pattern-witness.ts';

/** A pattern that allows accepts no value of the catalogue of attacks on what its argument holds. */
export function checkKnownAttack(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): PatternSaid | undefined {
  const { algebra } = questions;
  const { kind, found, path } = asked;
  // What accepts everything is `match/universal`.
  if (!asked.grants || kind === undefined || found === algebra.all) return undefined;
  for (const { attack, texts } of attacks(asked, context, questions)) {
    const shown = showText(asked, texts, context, questions);
    if (shown === undefined) continue;
    const cure =
      attack.isOfScope !== true && isDelegatedQuery(asked, questions)
        ? oneStatement
        : typedCure(asked, context, questions);
    return {
      message: `the pattern on ${path.text} accepts ${attack.what}`,
      label: shown.witness === undefined ? `also matches ${quoted(shown.text)}` : attack.why,
      help: cure.help,
      ...(cure.fix === undefined ? {} : { fix: cure.fix }),
      ...(shown.witness === undefined ? {} : { witness: shown.witness }),
    };
  }
  return undefined;
}

/** Whether somebody else says whose rows a query sees. */
function isDelegatedQuery({ kind, tool, path }: AskedPattern, { kinds }: PatternQuestions): boolean {
  return kind === 'sql' && kinds.isDelegated(tool, path);
}

const oneStatement: TypedCure = {
  suggestion: undefined,
  help: 'write `[^;]*$` at the end of the pattern, so that nothing follows the first statement',
};

function* attacks(
  asked: AskedPattern,
  { workspace }: LintContext,
  { algebra, kinds }: PatternQuestions,
): Generator<{ readonly attack: Attack; readonly texts: Iterable<readonly Language[]> }> {
  const { kind, node, bindings, tool, path } = asked;
  if (kind === undefined) return;
  const isDelegated = kinds.isDelegated(tool, path);
  const prefix = commonPrefix(node);
  const stranger = strangerTo(bindings?.tenantId, workspace.tenants.keys());
  for (const attack of attacksOn(kind, { prefix, stranger })) {
    // Whose rows a query sees is then for somebody else to say.
    if (isDelegated && attack.isOfScope === true) continue;
    const about = `attack ${JSON.stringify([kind, attack.what, prefix, stranger])}`;
    const texts = attack.values.map((value, index) => () => [algebra.of(`${about} ${index}`, () => value)]);
    yield { attack, texts: inTurn(texts) };
  }
}

/** The shortest of the texts that its matches begin with; nothing where one may begin with anything. */
function commonPrefix(node: PatternNode): string {
  const starts = literalEnds(node, 'start') ?? [];
  if (!starts.every(({ anchored }) => anchored)) return '';
  return starts.map(({ text }) => text).sort((a, b) => a.length - b.length)[0] ?? '';
}

function* inTurn<T>(makers: readonly (() => T)[]): Generator<T> {
  for (const make of makers) yield make();
}

function strangerTo(tenant: string | undefined, tenants: Iterable<string>): string {
  for (const id of tenants) if (id !== tenant) return id;
  return 'tenant_other';
}

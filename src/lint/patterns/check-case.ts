import { exampleOf, isEmptyLanguage, type Language } from '../../analysis/language/language-algebra.ts';
import { judgeTexts } from '../../analysis/text-judgement.ts';
import { witnessEngine } from '../../analysis/witness-engine.ts';
import { matchesToolName } from '../../engine/tool-name.ts';
import type { Fix } from '../../model/diagnostic.ts';
import type { Witness } from '../../model/finding.ts';
import type { Condition } from '../../model/rule.ts';
import { complementOf } from '../../pattern/code-point-set.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { choice, literal, oneOf, repeat, sequence, wholeText } from '../../pattern/pattern-node.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { PatternSaid } from './pattern-check.ts';
import { quoted } from './pattern-report.ts';
import { shownCall } from './shown-call.ts';

const caseless: ReadonlyMap<string, string> = new Map([
  ['email', 'a mail domain'],
  ['url', 'a host'],
  ['sql', 'SQL'],
]);

/** What a deny or require_approval says of SQL, of a mail domain or of a host holds in capitals and small letters alike. */
export function checkCase(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): PatternSaid | undefined {
  const { kind, path, condition } = asked;
  const name = kind === undefined ? undefined : caseless.get(kind);
  if (asked.grants || name === undefined || condition === undefined || !isAboutCaseless(asked))
    return undefined;
  const shown = wayOut(asked, context, questions);
  if (shown === undefined) return undefined;
  const fix = ignoreCaseFix(asked, context);
  const what = condition.action.value === 'allow' ? '`not`' : condition.action.value;
  return {
    message: `the ${what} on ${path.text} tells capitals from small letters, which ${name} does not`,
    label: `${quoted(shown.text)} goes past it`,
    witness: shown.witness,
    ...(fix === undefined ? {} : { fix }),
  };
}

const keywords =
  /\b(?:select|insert|update|delete|drop|table|alter|create|truncate|union|grant|revoke|exec|execute|merge|copy|call|into|from|where|or|join|schema|set|begin|commit|declare|pg_sleep|information_schema)\b/i;

/** Whether it is about the part of a value that has no case: SQL's own words, and no path of a URL. */
function isAboutCaseless({ kind, source }: AskedPattern): boolean {
  if (kind === 'sql') return keywords.test(source.replace(/\\[a-zA-Z]/g, ' '));
  return kind === 'email' || !source.replace(/:\/\//, '').includes('/');
}

/** A text that differs in case only and is decided less strictly. Throws `OverBudget`. */
function wayOut(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): { readonly text: string; readonly witness: Witness } | undefined {
  const { algebra } = questions;
  const { source, bindings, found } = asked;
  const folded = parsePattern(source, { ignoreCase: true });
  if (!folded.ok || bindings === undefined) return undefined;
  const others = algebra.and(
    algebra.of(`regex-i:${source}`, () => folded.node),
    algebra.not(found),
  );
  if (isEmptyLanguage(others)) return undefined;
  const action = asked.condition?.action.value ?? 'deny';
  // What stands under `not` in an allow is meant to be refused.
  const wanted = strictness(action === 'allow' ? 'deny' : action);
  for (const { tool, condition, texts } of allowing(asked, others, context, questions)) {
    const text = readable(texts, questions);
    if (text === undefined) continue;
    const use = { path: asked.path, matcher: asked.matcher, tool };
    const call = shownCall(use, text, bindings, algebra, condition?.match ?? []);
    if (call === undefined) continue;
    const decision = witnessEngine(context.workspace).decide(call, { without: { boundaries: true } });
    if (strictness(decision.action) < wanted) return { text, witness: { ...call, kind: 'decision' } };
  }
  return undefined;
}

function strictness(action: 'allow' | 'require_approval' | 'deny'): number {
  return action === 'require_approval' ? 1 : action === 'deny' ? 2 : 0;
}

/** A text all in capitals (but for the scheme of a URL) or all in small letters, where there is one. */
function readable(texts: Language, { algebra }: PatternQuestions): string | undefined {
  const capitals = repeat(oneOf(complementOf([0x61, 0x7a])), 0);
  const small = repeat(oneOf(complementOf([0x41, 0x5a])), 0);
  const afterScheme = sequence(choice(literal('https'), literal('http')), literal('://'), capitals);
  const shapes = [
    algebra.of('capitals', () => wholeText(choice(capitals, afterScheme))),
    algebra.of('small letters', () => wholeText(small)),
    algebra.all,
  ];
  for (const shape of shapes) {
    const text = exampleOf(algebra.and(texts, shape));
    if (text !== undefined) return text;
  }
  return undefined;
}

interface Candidate {
  readonly tool: string;
  readonly condition: Condition | undefined;
  readonly texts: Language;
}

const mostCandidates = 6;

/** Where the tenant's rules for the tool may allow such texts. */
function* allowing(
  asked: AskedPattern,
  others: Language,
  { workspace }: LintContext,
  { algebra }: PatternQuestions,
): Generator<Candidate> {
  const { bindings, path } = asked;
  const policy = bindings === undefined ? undefined : workspace.tenants.get(bindings.tenantId);
  if (policy === undefined || bindings === undefined) return;
  let left = mostCandidates;
  for (const { rule } of policy.rules) {
    const tool = toolOfBoth(
      asked.tool,
      rule.tools.map(({ value }) => value),
    );
    if (tool === undefined) continue;
    for (const condition of rule.conditions) {
      if (condition.action.value === 'deny') continue;
      left -= 1;
      if (left < 0) return;
      const own = condition.match.find((match) => match.path.text === path.text);
      const taken = own === undefined ? algebra.all : judgeTexts(own.matcher, bindings, algebra)?.yes;
      if (taken !== undefined) yield { tool, condition, texts: algebra.and(others, taken) };
    }
    if (rule.action !== undefined && rule.action.value !== 'deny')
      yield { tool, condition: undefined, texts: others };
  }
}

/** A tool that both are about. */
function toolOfBoth(asked: string, tools: readonly string[]): string | undefined {
  return (
    tools.find((tool) => matchesToolName(asked, tool)) ??
    tools.flatMap((tool) => (matchesToolName(tool, asked) ? [asked] : []))[0]
  );
}

function ignoreCaseFix({ regex }: AskedPattern, { sources }: LintContext): Fix | undefined {
  const { file, start } = regex.place;
  const first = sources.get(file)?.text.charAt(start) ?? '|';
  if (first === '|' || first === '>') return undefined;
  const at = first === '"' || first === "'" ? start + 1 : start;
  return { title: 'ignore case', safe: false, edits: [{ file, start: at, end: at, text: '(?i)' }] };
}

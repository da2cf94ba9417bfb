import { readRulePage } from '../host/read-rule-page.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { controlTitle } from '../lint/control.ts';
import { lintRule, lintRules } from '../lint/registry.ts';
import { isLockedCode, type LintRule } from '../lint/rule.ts';
import { jsonText } from '../report/json-text.ts';
import { prettyRules } from '../report/rules-pretty.ts';
import { suggest } from '../text/suggest.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';

/** `policy rules`: what the rules find, why, what to write. */
export const rulesCommand: CommandDefinition = {
  summary: 'what a rule finds, why, what to write; offline',
  operands: [
    {
      name: '[code]',
      about: 'a rule, or the part before the slash for a group of them',
      values: lintRules.map(({ code }) => code),
    },
  ],
  options: [],
  formats: ['pretty', 'json'],
  example: `
policy rules structure/default-allow
`,
  run: runRules,
};

async function runRules(context: CommandContext): Promise<ExitCode> {
  const [code] = context.given.operands;
  const rule = code === undefined ? undefined : lintRule(code);
  const chosen = rule === undefined ? rulesOf(code) : [rule];
  await context.report((format, palette) => {
    if (format === 'json') return jsonText({ schemaVersion: 1, rules: chosen.map(described) });
    return rule === undefined ? prettyRules(chosen, palette) : readRulePage(rule.code);
  });
  return 0;
}

function rulesOf(group: string | undefined): readonly LintRule[] {
  if (group === undefined) return lintRules;
  const rules = lintRules.filter(({ code }) => code.startsWith(`${group}/`));
  if (rules.length > 0) return rules;
  const codes = lintRules.map(({ code }) => code);
  const near = suggest(group, [...codes, ...codes.map((code) => code.slice(0, code.indexOf('/')))]);
  throw new UserMistake(`there is no rule ${group}`, {
    help: near === undefined ? 'policy rules lists them' : `did you mean ${near}?`,
  });
}

function described({ code, level, kind, edition, finds, help, controls }: LintRule): object {
  return {
    code,
    level,
    kind,
    edition,
    locked: isLockedCode(code),
    finds,
    help,
    controls: controls.map((control) => ({ ...control, title: controlTitle(control) })),
  };
}

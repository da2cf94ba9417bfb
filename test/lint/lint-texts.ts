import { lintWorkspace, type WorkspaceLint } from '../../src/lint/lint-workspace.ts';
import { lintRules } from '../../src/lint/registry.ts';
import type { LintRule } from '../../src/lint/rule.ts';
import type { LintOptions } from '../../src/lint/run-lint.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultConfig, type WorkspaceConfig } from '../../src/model/workspace-config.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';

/** Texts by path, or one text that is then `policy.yaml`. */
export type Texts = string | { readonly [file: string]: string };

export interface LintTextsOptions extends Partial<LintOptions> {
  readonly lint?: Partial<WorkspaceConfig['lint']>;
}

const sql = await loadSqlGrammar();

/** Lints texts as a workspace, on 2026-06-01, with the grammar of queries. */
export function lintTexts(texts: Texts, { lint, ...options }: LintTextsOptions = {}): WorkspaceLint {
  const config = { ...defaultConfig, lint: { ...defaultConfig.lint, ...lint } };
  return lintWorkspace(filesOf(texts), config, { today: '2026-06-01', sql, ...options });
}

/** The findings of one rule. */
export function findingsOf(code: string, texts: Texts, options: LintTextsOptions = {}): readonly Finding[] {
  return lintTexts(texts, options).findings.filter((finding) => finding.code === code);
}

/** The rules about texts and their form: for tests of the frame, which need findings that come and go with little text. */
export const formalRules: readonly LintRule[] = lintRules.filter(({ code }) =>
  /^(?:yaml|schema|structure|isolation)\//.test(code),
);

/** Findings as `file:line:column marked text`, for comparing. */
export function markedBy(code: string, texts: Texts, options: LintTextsOptions = {}): readonly string[] {
  const files = filesOf(texts);
  return findingsOf(code, texts, options).map(({ file, range }) => {
    const text = files.get(file) ?? '';
    return `${file}:${range.start.line}:${range.start.column} ${text.slice(range.start.offset, range.end.offset)}`;
  });
}

export function filesOf(texts: Texts): ReadonlyMap<string, string> {
  return new Map(Object.entries(typeof texts === 'string' ? { 'policy.yaml': texts } : texts));
}

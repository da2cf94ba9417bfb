import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../../src/engine/index.ts';
import { fixWorkspace } from '../../src/lint/fix-workspace.ts';
import { lintWorkspace, type WorkspaceLint } from '../../src/lint/lint-workspace.ts';
import type { LintOptions } from '../../src/lint/run-lint.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Action } from '../../src/model/rule.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import { filesOf, type Texts } from './lint-texts.ts';

const sql = await loadSqlGrammar();
export const options: LintOptions = { today: '2026-06-01', sql };
export const lint = (files: ReadonlyMap<string, string>): WorkspaceLint =>
  lintWorkspace(files, defaultConfig, options);
export const escapesOf = (files: ReadonlyMap<string, string>): readonly Finding[] =>
  lint(files).findings.filter(({ code }) => /^isolation\/(?:rules-)?escape$/.test(code));
export const unsoundOf = (files: ReadonlyMap<string, string>): readonly Finding[] =>
  lint(files).findings.filter(({ code }) => /^(?:yaml|schema|pattern)\//.test(code));

/** The texts after `--fix --unsafe`. */
export function fixed(texts: Texts): ReadonlyMap<string, string> {
  const files = filesOf(texts);
  const { changed } = fixWorkspace(files, defaultConfig, { ...options, unsafe: true });
  return new Map([...files, ...changed]);
}

export function decide(
  files: ReadonlyMap<string, string>,
  tool: string,
  args: { readonly [key: string]: JsonValue },
): Action {
  const { documents } = readWorkspace(files, defaultConfig);
  const { workspace } = resolveWorkspace(documents, defaultConfig);
  const engine = createEngine(workspace, { clock: () => 0, limits: createMemoryLimitStore(), sql });
  return engine.decide({ tool, arguments: args, context: { tenant_id: 'acme' } }).action;
}

const other =
  'tenant_id: xyz\nvars: { domains: [xyz.com], home: xyz-home }\nrules: [{ tool: get_time, action: allow }]\n';

/** One tool whose argument is allowed by a matcher and bounded. */
export function workspace(
  argument: string,
  matcher: string,
  boundary: string,
): { readonly [file: string]: string; readonly 'a.yaml': string } {
  return {
    'a.yaml': [
      'tenant_id: acme',
      'vars: { domains: [acme.com, acme.org], home: acme-home }',
      'rules:',
      '  - tool: t',
      '    conditions:',
      `      - match: { 'arguments.${argument}': ${matcher} }   # why`,
      '        action: allow',
      '',
    ].join('\n'),
    'b.yaml': other,
    'boundaries.yaml': `kind: boundaries\ntools: { t: { 'arguments.${argument}': ${boundary} } }\n`,
  };
}

/** Each tenant its folder. */
export const home = "{ path_within: '/data/${tenant.id}/' }";
/** Each tenant its mail domains. */
export const mail = "{ email: { domains: '${vars.domains}' } }";
/** The tool `t` bounded by `home`. */
export const bounded = `kind: boundaries\ntools: { t: { arguments.path: ${home} } }\n`;
/** A rule in block form that allows `t` by a matcher. */
export const rule = (matcher: string): string =>
  `  - tool: t\n    conditions:\n      - match:\n          arguments.path: ${matcher}\n        action: allow\n`;

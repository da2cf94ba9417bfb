import { findingsOf, type LintTextsOptions, type Texts, filesOf } from './lint-texts.ts';

/** A tenant with this posture, in flow style: `storage: { model: pool }`. */
export const postured = (isolation: string, rest = ''): string =>
  `tenant_id: acme\nisolation: { ${isolation} }\n${rest}`;

/** The findings of a rule as `severity marked text`. */
export function told(code: string, texts: Texts, options: LintTextsOptions = {}): readonly string[] {
  const files = filesOf(texts);
  return findingsOf(code, texts, options).map(({ severity, file, range }) => {
    return `${severity} ${(files.get(file) ?? '').slice(range.start.offset, range.end.offset)}`;
  });
}

/** As many tenants as asked for in one list, each extending `base`. */
export const fleet = (count: number): string =>
  `kind: tenants\ntenants:\n${Array.from({ length: count }, (_, at) => `  - { tenant_id: t${at}, extends: base }\n`).join('')}`;

/** A template that `fleet` extends. */
export const base = (rest: string): string => `kind: template\nname: base\n${rest}\n`;

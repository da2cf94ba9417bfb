import type { Suppressions } from '../lint/run-lint.ts';
import { suppressionsName } from '../model/suppression.ts';
import { readSuppressions } from '../parse/read-suppressions.ts';
import { prettyDiagnostic } from '../report/pretty-diagnostic.ts';
import { createSourceText } from '../text/source-text.ts';
import { UserMistake } from './user-mistake.ts';

/** The entries of `policy.suppressions.json`. Throws `UserMistake` with the places where anything is wrong with them. */
export function suppressionsOf(text: string): Suppressions {
  const source = createSourceText(suppressionsName, text);
  const { value, diagnostics } = readSuppressions(source);
  if (value !== undefined) return { source, entries: value };
  throw new UserMistake(`${suppressionsName} cannot be used`, {
    details: diagnostics.map((diagnostic) => prettyDiagnostic(diagnostic, source)).join('\n\n'),
    help: 'take it from the last commit, or remove it and run policy lint --suppress-all',
  });
}

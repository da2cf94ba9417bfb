import { control } from '../control.ts';
import { kindWords } from '../kind-words.ts';
import { listed } from '../part-words.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { unboundedTools } from '../unbounded-tools.ts';

export const toolUncovered: LintRule = {
  code: 'tool/uncovered',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: 'a resource argument of a tool in use that no boundary names',
  help: 'name the argument in the boundary: a matcher, `open` for what leaves the tenant on purpose, or `delegated` to another control',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-7'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
    control('owasp-asi', 'ASI02'),
  ],
  check: resourcesAreNamed,
};

/**
 * Boundaries name every argument of their tools that holds a resource and that a rule lets pass. Tools of which they
 * bound some argument and not another are left to `isolation/second-argument`, those without any to
 * `isolation/missing-boundary`. `none` is believed where only the argument's name speaks against it.
 */
function* resourcesAreNamed(context: LintContext): Iterable<Report> {
  for (const found of unboundedTools(context)) {
    const { tool, boundary, isNone, bounded } = found;
    if (bounded.length > 0) continue;
    const unbounded = isNone ? found.unbounded.filter(({ isGuess }) => !isGuess) : found.unbounded;
    if (unbounded.length === 0) continue;
    const what = listed(unbounded.map(({ path, kind }) => `${path.text}, ${kindWords[kind]}`));
    const names = listed(unbounded.map(({ path }) => path.text));
    yield {
      message: isNone
        ? `${tool} is said to touch no tenant's resource, but takes ${what}`
        : `no boundary names ${names} of ${tool}: ${listed([...new Set(unbounded.map(({ kind }) => kindWords[kind]))])}`,
      label:
        unbounded.length === 1 ? `${names} is outside of every proof` : `${names} are outside of every proof`,
      help: `name ${names} in the boundary: a matcher, \`open\` for what leaves the tenant on purpose, or \`delegated\` to another control`,
      place: boundary.tool.place,
      tool,
    };
  }
}

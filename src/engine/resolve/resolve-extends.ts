import type { Diagnostic } from '../../model/diagnostic.ts';
import type { PolicyBody, TemplateDocument } from '../../model/documents.ts';
import type { Sourced } from '../../model/place.ts';
import { suggestName } from './suggest-name.ts';

/** A template that a policy extends, and the templates it came through, itself last. */
export interface ExtendedTemplate {
  readonly template: TemplateDocument;
  readonly chain: readonly string[];
}

/** How deep templates may extend templates. */
const deepest = 8;

export interface ExtendsResolution {
  /** Depth first, in the order listed; one that is reached twice stands once, where it was reached first. */
  readonly templates: readonly ExtendedTemplate[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Follows `extends`. Unknown names, cycles and depth past 8 are reported where they are written. */
export function resolveExtends(
  body: Pick<PolicyBody, 'extends'>,
  templates: ReadonlyMap<string, TemplateDocument>,
): ExtendsResolution {
  const found = new Map<string, ExtendedTemplate>();
  // How deep each was followed: by a longer way what it extends may be too deep.
  const depths = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  const visit = (names: readonly Sourced<string>[], chain: readonly string[]): void => {
    for (const name of names) {
      const problem = extendsProblem(name, chain, templates);
      if (problem !== undefined) {
        diagnostics.push(problem);
        continue;
      }
      const template = templates.get(name.value);
      const way = [...chain, name.value];
      if (template === undefined || way.length <= (depths.get(name.value) ?? 0)) continue;
      depths.set(name.value, way.length);
      if (!found.has(name.value)) found.set(name.value, { template, chain: way });
      visit(template.extends, way);
    }
  };
  visit(body.extends, []);
  return { templates: [...found.values()], diagnostics };
}

function extendsProblem(
  { value: name, place }: Sourced<string>,
  chain: readonly string[],
  templates: ReadonlyMap<string, TemplateDocument>,
): Diagnostic | undefined {
  const problem = (message: string, help: string): Diagnostic => ({
    code: 'schema/reference',
    severity: 'error',
    message,
    help,
    place,
  });
  if (chain.includes(name)) {
    return problem(
      `templates extend each other: ${[...chain, name].join(' → ')}`,
      'take one of them out of the circle',
    );
  }
  if (!templates.has(name)) {
    const near = suggestName(name, templates);
    const help =
      near === undefined ? 'write the `name` of a document of `kind: template`' : `did you mean ${near}?`;
    return problem(`there is no template ${JSON.stringify(name)}`, help);
  }
  if (chain.length >= deepest)
    return problem(`templates extend each other more than ${deepest} deep`, 'flatten them');
  return undefined;
}

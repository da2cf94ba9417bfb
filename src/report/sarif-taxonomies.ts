import type { ReportingDescriptorRelationship, ToolComponent, ToolComponentReference } from 'sarif';
import type { ControlReference } from '../model/finding.ts';

/** A catalogue of controls: ids and short titles. */
export interface ControlCatalogue {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly items: ReadonlyMap<string, string>;
}

export interface SarifTaxonomies {
  readonly taxonomies: readonly ToolComponent[];
  readonly references: readonly ToolComponentReference[];
  readonly relationOf: (control: ControlReference) => ReportingDescriptorRelationship | undefined;
}

/** The catalogues of which rules serve controls, and of those the controls that are served. */
export function sarifTaxonomies(
  catalogues: readonly ControlCatalogue[],
  controls: Iterable<ControlReference>,
): SarifTaxonomies {
  const served = new Map<string, Set<string>>();
  for (const { catalogue, id } of controls) {
    const ids = served.get(catalogue);
    if (ids === undefined) served.set(catalogue, new Set([id]));
    else ids.add(id);
  }
  const used = catalogues.flatMap((catalogue) => {
    const items = [...catalogue.items].filter(([id]) => served.get(catalogue.name)?.has(id) === true);
    return items.length === 0 ? [] : [{ ...catalogue, items }];
  });
  const references = used.map(({ name }, index) => ({ name, index }));
  return {
    taxonomies: used.map(({ name, title, version, items }) => ({
      name,
      version,
      shortDescription: { text: `${title}.` },
      isComprehensive: false,
      taxa: items.map(([id, text]) => ({ id, shortDescription: { text: `${text}.` } })),
    })),
    references,
    relationOf: ({ catalogue, id }) => {
      const toolComponent = references.find(({ name }) => name === catalogue);
      const index = used[toolComponent?.index ?? -1]?.items.findIndex(([item]) => item === id) ?? -1;
      if (toolComponent === undefined || index === -1) return undefined;
      return { target: { id, index, toolComponent }, kinds: ['relevant'] };
    },
  };
}

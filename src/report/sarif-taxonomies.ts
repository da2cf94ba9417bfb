import type {
  PropertyBag,
  ReportingDescriptorRelationship,
  ToolComponent,
  ToolComponentReference,
} from 'sarif';
import type { CatalogueCoverage, ControlCoverage } from '../model/control-coverage.ts';
import type { ControlReference } from '../model/finding.ts';
import { visibleText } from '../text/visible-text.ts';
import { delegatedWords } from './control-lines.ts';

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

// Of an argument or reason each; what is longer is for --all, and for a person to read elsewhere.
const mostListed = 50;

/**
 * The catalogues of which rules serve controls, and of those the controls that are served. A catalogue that was asked for
 * is there with all its controls, each with what the run says of it as properties; lists of 50 at most, unless `all`.
 */
export function sarifTaxonomies(
  catalogues: readonly ControlCatalogue[],
  controls: Iterable<ControlReference>,
  asked: readonly CatalogueCoverage[] = [],
  all: boolean = false,
): SarifTaxonomies {
  const coverage = new Map(
    asked.map((each) => [each.catalogue, new Map(each.controls.map((control) => [control.id, control]))]),
  );
  const served = new Map<string, Set<string>>();
  for (const { catalogue, id } of controls) {
    const ids = served.get(catalogue);
    if (ids === undefined) served.set(catalogue, new Set([id]));
    else ids.add(id);
  }
  const used = catalogues.flatMap((catalogue) => {
    const said = coverage.get(catalogue.name);
    const items = [...catalogue.items].filter(
      ([id]) => said !== undefined || served.get(catalogue.name)?.has(id) === true,
    );
    return items.length === 0 ? [] : [{ ...catalogue, items }];
  });
  const references = used.map(({ name }, index) => ({ name, index }));
  return {
    taxonomies: used.map(({ name, title, version, items }) => ({
      name,
      version,
      shortDescription: { text: `${title}.` },
      isComprehensive: false,
      taxa: items.map(([id, text]) => ({
        id,
        shortDescription: { text: `${text}.` },
        ...coverageBag(coverage.get(name)?.get(id), all),
      })),
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

/** What a run says of a control: `uncovered` is a state of its own, and none means that it is met. */
function coverageBag(
  control: ControlCoverage | undefined,
  all: boolean,
): { readonly properties?: PropertyBag } {
  if (control === undefined) return {};
  const { state, checked, findings, notCovered } = control;
  return {
    properties: {
      state,
      checked: checked.map(({ code }) => code),
      findings,
      delegated: listed(delegatedWords(control), all),
      notCovered: listed(notCovered, all),
    },
  };
}

function listed(items: readonly string[], all: boolean): readonly string[] {
  const shown = (all ? items : items.slice(0, mostListed)).map(visibleText);
  const more = items.length - shown.length;
  return more === 0 ? shown : [...shown, `${more} more (--all lists them)`];
}

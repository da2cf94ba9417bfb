import type { ControlReference } from '../model/finding.ts';
import { controlCatalogues } from './control-catalogues.ts';

type Catalogues = typeof controlCatalogues;

/** A reference to a control of a catalogue that is shipped. */
export function control<C extends keyof Catalogues>(
  catalogue: C,
  id: keyof Catalogues[C]['items'] & string,
): ControlReference {
  return { catalogue, version: controlCatalogues[catalogue].version, id };
}

/** The short title of a control, or undefined where no catalogue has it. */
export function controlTitle(reference: ControlReference): string | undefined {
  for (const [name, catalogue] of Object.entries(controlCatalogues)) {
    if (name !== reference.catalogue) continue;
    return Object.entries(catalogue.items).find(([id]) => id === reference.id)?.[1];
  }
  return undefined;
}

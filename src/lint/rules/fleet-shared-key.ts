import type { Place } from '../../model/place.ts';
import { control } from '../control.ts';
import { type Holding, holdingsOf } from '../posture/holdings.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const fleetSharedKey: LintRule = {
  code: 'fleet/shared-key',
  level: 'error',
  kind: 'F',
  edition: 1,
  finds: 'two tenants with one KMS key, credential, index, namespace, schema or path prefix',
  help: 'give each tenant its own; in a template write `${tenant.id}` into the name',
  controls: [
    control('nist-800-53', 'SC-12'),
    control('nist-800-53', 'IA-5'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.1'),
    control('pci-dss', 'A1.1.3'),
    control('atlas', 'AML.T0055'),
    control('owasp-mcp', 'MCP01:2025'),
  ],
  posture: ['storage', 'vectors', 'credentials'],
  check: nothingIsHeldTwice,
};

/** No key, credential, index, namespace, schema or folder is two tenants', nor one tenant's folder within another's. */
function* nothingIsHeldTwice({ workspace }: LintContext): Iterable<Report> {
  const groups = new Map<string, Holding[]>();
  for (const policy of workspace.tenants.values()) {
    for (const holding of holdingsOf(policy)) {
      const group = groups.get(holding.identity);
      if (group === undefined) groups.set(holding.identity, [holding]);
      else group.push(holding);
    }
  }
  for (const group of groups.values()) yield* heldTwice(group);
  yield* nested([...groups.values()].flatMap(([first]) => (first?.isFolder === true ? [first] : [])));
}

/** Of holders of the same, all but the first; where one place says it for several, all of these. */
function* heldTwice(group: readonly Holding[]): Iterable<Report> {
  const [first] = group;
  const tenants = new Set(group.map(({ tenant }) => tenant));
  if (first === undefined || tenants.size < 2) return;
  const byPlace = new Map<string, { readonly place: Place; readonly holders: Set<string> }>();
  for (const { place, tenant } of group) {
    const key = `${place.file}\n${place.start}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { place, holders: new Set([tenant]) });
    else known.holders.add(tenant);
  }
  const help = `give each tenant its own${byPlace.size < tenants.size ? '; in a template write `${tenant.id}` into the name' : ''}`;
  for (const { place, holders } of byPlace.values()) {
    if (holders.size > 1) {
      yield {
        message: `${tenants.size} tenants have one ${first.words}: ${first.value}`,
        label: 'the same for all of them',
        help,
        place,
        tenants: [...holders],
      };
    } else if (!holders.has(first.tenant)) {
      const [tenant = ''] = holders;
      yield {
        message: `${tenant} and ${first.tenant} have one ${first.words}: ${first.value}`,
        label: `also that of ${first.tenant}`,
        help,
        place,
        tenant,
        kindred: first.identity,
        causes: [first.place.file],
      };
    }
  }
}

/** Folders that begin with another tenant's, the longest such. */
function* nested(folders: readonly Holding[]): Iterable<Report> {
  const sorted = [...folders].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const open: Holding[] = [];
  for (const folder of sorted) {
    while (open.length > 0 && !folder.value.startsWith(open.at(-1)?.value ?? '')) open.pop();
    const outer = open.findLast(({ tenant }) => tenant !== folder.tenant);
    open.push(folder);
    if (outer === undefined) continue;
    yield {
      message: `the ${folder.words} of ${folder.tenant} lies within that of ${outer.tenant}: ${folder.value} begins with ${outer.value}`,
      label: `within ${outer.value}`,
      help: outer.value.endsWith('/')
        ? 'give each tenant a folder beside the others'
        : `end ${outer.value} with \`/\` (${outer.place.file}:${outer.place.line}), so that it takes no longer name`,
      place: folder.place,
      tenant: folder.tenant,
      // What one template causes for many is one thing to mend.
      kindred: `nested ${folder.words}`,
      causes: [outer.place.file],
    };
  }
}

import type {
  BaselineDocument,
  Logging,
  PolicyBody,
  TemplateDocument,
  TenantDocument,
  TenantsDocument,
  VariableDeclaration,
  VariableValue,
} from '../model/documents.ts';
import type { JsonObject, JsonValue, Scalar } from '../model/json.ts';
import type { Sourced } from '../model/place.ts';
import { literalText } from '../model/template-text.ts';
import { asItems, asMap, field, isText, present, textField, textsOf, wordField } from './fields.ts';
import type { Entry, LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readTime } from './read-amounts.ts';
import { readPosture } from './read-posture.ts';
import { readAction, readRules } from './read-rule.ts';
import { parseTemplateText } from './template-text.ts';

/** A tenant's policy. Undefined without a `tenant_id`. */
export function readTenant(problems: Problems, map: MapNode): TenantDocument | undefined {
  const tenantId = textField(problems, map, 'tenant_id');
  const plan = textField(problems, map, 'plan');
  // Read also without an id, to find all that is wrong.
  const rest = {
    ...readBody(problems, map),
    ...(plan === undefined ? {} : { plan }),
    status: wordField(problems, map, 'status', ['active', 'suspended'])?.value ?? 'active',
    vars: readVariables(problems, field(map, 'vars')),
  };
  return tenantId === undefined ? undefined : { kind: 'tenant', tenantId, ...rest };
}

/** A template. Undefined without a `name`. */
export function readTemplate(problems: Problems, map: MapNode): TemplateDocument | undefined {
  const name = textField(problems, map, 'name');
  const rest = { ...readBody(problems, map), declares: readDeclarations(problems, field(map, 'vars')) };
  return name === undefined ? undefined : { kind: 'template', ...rest, name };
}

/** Many tenants at once, each a policy without rules of its own. The file that `from` names is read by `createListReader`. */
export function readTenants(problems: Problems, map: MapNode): TenantsDocument {
  const list = field(map, 'tenants');
  const from = textField(problems, map, 'from');
  const entries = list === undefined ? [] : asItems(problems, list);
  const tenants = entries.map((entry) => {
    const tenant = asMap(problems, entry);
    return tenant === undefined ? undefined : readTenant(problems, tenant);
  });
  if (field(map, 'from') === undefined && list === undefined) {
    problems.add(
      'schema/invalid',
      { start: map.start, end: map.start },
      {
        message: 'a list of tenants needs `tenants` or `from`',
        label: 'lists nobody',
        help: 'add `tenants` with a `tenant_id` each, or `from` with the name of a JSONL or CSV file',
      },
    );
  }
  return {
    kind: 'tenants',
    file: problems.source.file,
    place: problems.place(map),
    tenants: present(tenants),
    ...(from === undefined ? {} : { from }),
  };
}

/** Rules for every tenant. */
export function readBaseline(problems: Problems, map: MapNode): BaselineDocument {
  const name = textField(problems, map, 'name');
  return {
    kind: 'baseline',
    file: problems.source.file,
    place: problems.place(map),
    ...(name === undefined ? {} : { name }),
    rules: readRules(problems, field(map, 'rules')),
  };
}

/** `logging: {level, retention}`. */
export function readLogging(problems: Problems, node: LocatedNode | undefined): Logging | undefined {
  const map = node === undefined ? undefined : asMap(problems, node);
  if (map === undefined) return undefined;
  const level = wordField(problems, map, 'level', ['full', 'decisions_only', 'none'])?.value;
  const retention = field(map, 'retention');
  const retentionMs = readTime(problems, retention, 'retention');
  return {
    ...(level === undefined ? {} : { level }),
    ...(retentionMs === undefined ? {} : { retentionMs }),
    ...(retention === undefined || !isText(retention) ? {} : { retentionText: retention.value }),
  };
}

function readBody(problems: Problems, map: MapNode): PolicyBody {
  const name = textField(problems, map, 'name');
  const defaultAction = readAction(problems, map, 'default_action');
  const logging = readLogging(problems, field(map, 'logging'));
  const loggingPlaces = placesOf(problems, field(map, 'logging'));
  const isolation = objectOf(field(map, 'isolation'));
  const posture = readPosture(problems, map.entries.get('isolation'));
  const labels = readLabels(problems, field(map, 'labels'));
  return {
    file: problems.source.file,
    place: problems.place(map),
    ...(name === undefined ? {} : { name }),
    extends: textsOf(problems, field(map, 'extends')),
    rules: readRules(problems, field(map, 'rules')),
    ...(defaultAction === undefined ? {} : { defaultAction }),
    ...(logging === undefined ? {} : { logging }),
    ...(loggingPlaces === undefined ? {} : { loggingPlaces }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(posture === undefined ? {} : { posture }),
    ...(labels === undefined ? {} : { labels }),
  };
}

function placesOf(problems: Problems, node: LocatedNode | undefined): PolicyBody['loggingPlaces'] {
  if (node?.kind !== 'map') return undefined;
  const [level, retention] = [field(node, 'level'), field(node, 'retention')];
  return {
    ...(level === undefined ? {} : { level: problems.place(level) }),
    ...(retention === undefined ? {} : { retention: problems.place(retention) }),
  };
}

function objectOf(node: LocatedNode | undefined): JsonObject | undefined {
  return node?.kind === 'map' && isJsonObject(node.json) ? node.json : undefined;
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Free words about a tenant, by name. */
export function readLabels(
  problems: Problems,
  node: LocatedNode | undefined,
): { readonly [key: string]: string } | undefined {
  const map = node === undefined ? undefined : asMap(problems, node);
  if (map === undefined) return undefined;
  const labels: { [key: string]: string } = Object.create(null);
  for (const entry of map.entries.values()) {
    if (isText(entry.value)) labels[entry.key] = entry.value.value;
    else problems.misfit(entry.value);
  }
  return labels;
}

function readVariables(
  problems: Problems,
  node: LocatedNode | undefined,
): ReadonlyMap<string, Sourced<VariableValue>> {
  const map = node === undefined ? undefined : asMap(problems, node);
  const values = new Map<string, Sourced<VariableValue>>();
  for (const entry of map?.entries.values() ?? []) {
    const value = readVariable(problems, entry.value);
    if (value !== undefined) values.set(entry.key, { value, place: problems.place(entry.value) });
  }
  return values;
}

function readVariable(problems: Problems, node: LocatedNode): VariableValue | undefined {
  if (node.kind === 'scalar') return readPlainScalar(problems, node);
  if (node.kind === 'list') return present(node.items.map((item) => readPlainScalar(problems, item)));
  problems.misfit(node);
  return undefined;
}

function readPlainScalar(problems: Problems, node: LocatedNode): Scalar | undefined {
  if (node.kind !== 'scalar' || node.value === null) {
    problems.misfit(node);
    return undefined;
  }
  if (typeof node.value !== 'string' || !node.value.includes('${')) return node.value;
  const { text, sites, problems: misspelt } = parseTemplateText(node.value);
  const literal = sites.length + misspelt.length === 0 ? literalText(text) : undefined;
  if (literal === undefined) {
    problems.add('schema/reference', node, {
      message: 'a variable cannot refer to anything',
      label: 'a reference in a value',
      help: 'write the value itself; `$${` writes `${`',
    });
  }
  return literal;
}

function readDeclarations(problems: Problems, node: LocatedNode | undefined): VariableDeclaration[] {
  const map = node === undefined ? undefined : asMap(problems, node);
  return present([...(map?.entries.values() ?? [])].map((entry) => readDeclaration(problems, entry)));
}

function readDeclaration(problems: Problems, entry: Entry): VariableDeclaration | undefined {
  const map = asMap(problems, entry.value);
  const type = map === undefined ? undefined : wordField(problems, map, 'type', ['string', 'number', 'list']);
  if (map === undefined || type === undefined) return undefined;
  const fallbackNode = field(map, 'default');
  const fallback = fallbackNode === undefined ? undefined : readVariable(problems, fallbackNode);
  const fits = fallback === undefined || (Array.isArray(fallback) ? 'list' : typeof fallback) === type.value;
  if (!fits && fallbackNode !== undefined) {
    problems.add('schema/invalid', fallbackNode, {
      message: `the default is no ${type.value}`,
      label: `not a ${type.value}`,
    });
  }
  return {
    name: entry.key,
    type: type.value,
    ...(fallback === undefined ? {} : { fallback }),
    place: problems.place(entry.keyNode),
  };
}

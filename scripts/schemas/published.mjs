import { configDefinitions } from './config.mjs';
import { documentDefinitions } from './documents.mjs';
import { matcherDefinitions } from './matchers.mjs';
import { partDefinitions } from './parts.mjs';
import { ruleDefinitions } from './rules.mjs';
import { suppressionDefinitions } from './suppressions.mjs';
import { valueDefinitions } from './values.mjs';

/** Every definition by name, with the annotations that messages are made of. */
export const definitions = {
  ...valueDefinitions,
  ...matcherDefinitions,
  ...ruleDefinitions,
  ...partDefinitions,
  ...documentDefinitions,
  ...configDefinitions,
  ...suppressionDefinitions,
};

/** Documents that have a schema of their own. */
export const documentNames = [
  'tenant',
  'plans',
  'template',
  'tenants',
  'baseline',
  'boundaries',
  'tools',
  'invariants',
  'suite',
  'config',
  'suppressions',
];

/** Files of a workspace that are no policy documents. */
const otherFiles = ['config', 'suppressions'];

const annotations = ['noun', 'wants', 'editor', 'hints'];

/** A definition as plain JSON Schema: without annotations, and with the editor's keywords where they are wanted. */
function plainSchema(schema, forEditor) {
  if (Array.isArray(schema)) return schema.map((item) => plainSchema(item, forEditor));
  if (typeof schema !== 'object' || schema === null) return schema;
  const plain = {};
  for (const [key, value] of Object.entries(schema)) {
    // Below `properties` and `definitions` keys are names, not keywords.
    if (key === 'properties' || key === 'definitions') plain[key] = eachOf(value, forEditor);
    else if (!annotations.includes(key)) plain[key] = plainSchema(value, forEditor);
  }
  return forEditor && schema.editor ? { ...plain, ...schema.editor } : plain;
}

/** The schemas for `schemas/`, by file name. Each stands alone, so that it works from wherever it lies. */
export function publishedSchemas() {
  const files = new Map();
  for (const name of documentNames)
    files.set(`${name}.schema.json`, standAlone(name, { $ref: `#/definitions/${name}` }));
  files.set('policy.schema.json', standAlone('policy', anyDocument()));
  return files;
}

function standAlone(name, root) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `${name}.schema.json`,
    title: titles[name],
    ...root,
    definitions: reachable(root),
  };
}

function eachOf(schemas, forEditor) {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, plainSchema(schema, forEditor)]),
  );
}

// The definitions that a schema needs, in the order of the source.
function reachable(root) {
  const needed = new Set();
  const visit = (schema) => {
    for (const [, name] of JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/(\w+)"/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      visit(definitions[name]);
    }
  };
  visit(root);
  return eachOf(Object.fromEntries(Object.entries(definitions).filter(([name]) => needed.has(name))), true);
}

// A chain of questions rather than `oneOf`, so that an editor speaks of the kind that was meant.
function anyDocument() {
  const told = documentNames.filter((name) => !otherFiles.includes(name));
  const ref = (name) => ({ $ref: `#/definitions/${name}` });
  const byKey = [
    when({ required: ['tenant_id'] }, ref('tenant')),
    when({ required: ['rate_limits'] }, ref('plans')),
    when({ required: ['plans'] }, ref('plans')),
  ];
  const byKind = told.map((name) =>
    when({ required: ['kind'], properties: { kind: { const: name } } }, ref(name)),
  );
  const chain = [...byKind, ...byKey].reduceRight(
    (otherwise, step) => ({ ...step, else: otherwise }),
    ref('tenant'),
  );
  return {
    type: 'object',
    properties: { kind: { description: 'The kind of the document.', enum: told } },
    ...chain,
  };
}

// `then` as a name makes linters think of promises.
function when(condition, consequence) {
  return Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ]);
}

const titles = {
  tenant: 'A tenant’s policy',
  plans: 'Plans',
  template: 'A template',
  tenants: 'A list of tenants',
  baseline: 'A baseline',
  boundaries: 'Boundaries',
  tools: 'Tools',
  invariants: 'Invariants',
  suite: 'A suite of expected decisions',
  config: 'The configuration of a workspace',
  suppressions: 'Findings that were there already',
  policy: 'Any policy document',
};

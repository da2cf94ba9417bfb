// Writes the document schemas of scripts/schemas/ to schemas/, and compiles validators into src/parse/generated/, so that
// running code never compiles a schema. Files that are right already are left alone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';
import { definitions, documentNames, publishedSchemas } from './schemas/published.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'src/parse/generated');

/** Schemas written by hand that running code validates against. */
const handWritten = [
  'bundle',
  'bundle-manifest',
  'diff-output',
  'lint-output',
  'simulate-output',
  'simulate-record',
];

/** Schemas that those refer to. */
const referredTo = ['decision', 'diff-output', 'simulate-record'];

// The compiler's own way copies all errors so far for each item of a list, which is quadratic.
const joinErrors =
  'function joinErrors(all, more) { for (const error of more) all.push(error); return all; }';

mkdirSync(generated, { recursive: true });
for (const [name, schema] of publishedSchemas()) writeSchema(join(root, 'schemas', name), schema);
writeText(join(generated, 'documents.js'), compileDocuments());
writeText(join(generated, 'documents.d.ts'), documentTypes());
for (const name of handWritten) {
  const schema = publishedSchema(name);
  writeText(join(generated, `${name}.js`), compileOne(schema));
  writeText(join(generated, `${name}.d.ts`), oneType());
}

function publishedSchema(name) {
  return JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'));
}

function compileDocuments() {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: true,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  ajv.addVocabulary(['noun', 'wants', 'editor', 'hints']);
  ajv.addSchema({ $id: 'documents', definitions: withoutDescriptions(definitions) });
  const exported = Object.fromEntries(documentNames.map((name) => [name, `documents#/definitions/${name}`]));
  return selfContained(standalone(ajv, exported));
}

function compileOne(schema) {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    discriminator: true,
    allowUnionTypes: true,
    schemas: referredTo.map(publishedSchema).filter(({ $id }) => $id !== schema.$id),
    code: { source: true, esm: true },
  });
  return selfContained(standalone(ajv, ajv.compile(schema)));
}

function standalone(ajv, exported) {
  return (standaloneCode.default ?? standaloneCode)(ajv, exported);
}

// Generated code asks for helpers of the compiler's package, which need not be there when it runs.
function selfContained(code) {
  const inlined = `${code}\n${joinErrors}`
    .replaceAll(/\bvErrors\.concat\((\w+\.errors)\)/g, 'joinErrors(vErrors, $1)')
    .replaceAll(
      /require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g,
      '((text) => { let n = 0; for (const _ of text) n += 1; return n; })',
    )
    .replaceAll(/require\("ajv\/dist\/runtime\/equal"\)\.default/g, '((a, b) => a === b)');
  if (inlined.includes('require(')) throw new Error('a generated validator asks for a module');
  return transformSync(inlined, { format: 'esm', target: 'es2023', minify: true, charset: 'utf8' }).code;
}

// They are for editors; messages are made of `noun` and `wants`.
function withoutDescriptions(value, isNames = false) {
  if (Array.isArray(value)) return value.map((item) => withoutDescriptions(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => isNames || key !== 'description');
  return Object.fromEntries(
    kept.map(([key, item]) => [
      key,
      withoutDescriptions(item, (key === 'properties' || key === 'hints') && !isNames),
    ]),
  );
}

function documentTypes() {
  return `/** The part of a schema that an error is about, with what messages are made of. */
export interface SchemaFacts {
  readonly noun?: string;
  readonly wants?: string;
  /** The form of a text. */
  readonly pattern?: string;
  /** The form of a text that is read later, as editors are told it. */
  readonly editor?: { readonly pattern?: string };
  readonly enum?: readonly unknown[];
  /** Where keys belong that people put here. */
  readonly hints?: { readonly [key: string]: string | undefined };
  readonly properties?: { readonly [key: string]: SchemaFacts | undefined };
  readonly propertyNames?: SchemaFacts;
}
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly propertyName?: string;
  readonly parentSchema?: SchemaFacts;
  readonly params: {
    readonly additionalProperty?: string;
    readonly missingProperty?: string;
    readonly allowedValues?: readonly unknown[];
    readonly type?: string | readonly string[];
    readonly limit?: number;
  };
}
export interface Validate {
  (value: unknown): boolean;
  readonly errors?: null | readonly SchemaError[];
}
${documentNames.map((name) => `export declare const ${name}: Validate;`).join('\n')}
`;
}

function oneType() {
  return `export declare const validate: {
  (value: unknown): boolean;
  errors?: null | readonly { readonly instancePath: string; readonly message?: string }[];
};
`;
}

function writeSchema(file, schema) {
  if (JSON.stringify(readJson(file)) !== JSON.stringify(schema))
    writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeText(file, text) {
  let before;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    before = undefined;
  }
  if (before !== text) writeFileSync(file, text);
}

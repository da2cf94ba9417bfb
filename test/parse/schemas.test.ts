import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocument } from '../../src/parse/read-document.ts';

const root = join(import.meta.dirname, '../..');
const names =
  'tenant plans template tenants baseline boundaries tools invariants suite config suppressions policy'.split(
    ' ',
  );
const schemaOf = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'));

describe('the published schemas', () => {
  it('are in step with their source', () => {
    const script =
      "import('./scripts/schemas/published.mjs').then((m) => console.log(JSON.stringify([...m.publishedSchemas()])))";
    const printed = execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
    const published: unknown = JSON.parse(printed);
    expect(published).toEqual(names.map((name) => [`${name}.schema.json`, schemaOf(name)]));
  });

  it.each(names)('describe every property and stand alone: %s', (name) => {
    const undescribed: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, item] of Object.entries(value)) {
        if (key === '$ref') expect(item, path).toMatch(/^#\/definitions\/\w+$/);
        if (key === 'properties') undescribed.push(...withoutDescription(name, item, path));
        visit(item, `${path}/${key}`);
      }
    };
    visit(schemaOf(name), '');
    expect(undescribed).toEqual([]);
  });

  const folder = join(root, 'fixtures/parse');
  const cases = readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(join(folder, name, 'input.yaml'), 'utf8'),
  }));
  const sound = cases.filter(({ text }) => readDocument('f.yaml', text).diagnostics.length === 0);
  const related = sound.filter(({ text }) => !readDocument('f.yaml', text).unrelated);
  it.each(related)('accept what the reader accepts: $name', ({ text }) => {
    const kind = readDocument('f.yaml', text).kind ?? 'policy';
    for (const name of [kind, 'policy']) {
      const ajv = new Ajv({ strict: false });
      const validate = ajv.compile(Object(schemaOf(name)));
      expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    }
  });
});

function withoutDescription(name: string, properties: unknown, path: string): string[] {
  const definitions = Object(schemaOf(name)).definitions;
  return Object.entries(Object(properties)).flatMap(([key, schema]) => {
    const { $ref, description, const: only, properties: inner } = Object(schema);
    const target = typeof $ref === 'string' ? definitions[$ref.slice('#/definitions/'.length)] : undefined;
    const isCondition = only !== undefined && inner === undefined && path.includes('/if');
    return description !== undefined || target?.description !== undefined || isCondition
      ? []
      : [`${path}/${key}`];
  });
}

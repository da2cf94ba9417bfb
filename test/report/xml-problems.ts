import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

/** What libxml2 has against a text as JUnit XML; empty where it is well formed and follows the schema. */
export async function junitProblems(xml: string): Promise<readonly string[]> {
  const { valid, errors } = await validateXML({
    xml: { fileName: 'report.xml', contents: xml },
    schema,
  });
  return valid ? [] : errors.map(({ message }) => message);
}

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { TenantDocument, TenantsDocument } from '../../model/documents.ts';
import { createSourceText, type SourceText } from '../../text/source-text.ts';
import { checkStructure } from '../check-structure.ts';
import { checkText, tenantsLimit } from '../check-text.ts';
import type { MapNode } from '../located-node.ts';
import { createProblems, type Problems } from '../problems.ts';
import { readTenants } from '../read-policy.ts';
import { csvRows } from './csv-rows.ts';
import { jsonlRows } from './jsonl-rows.ts';
import type { ListFormat } from './list-file.ts';
import { tenantsRoot } from './located-data.ts';

/** What came of reading a list of tenants that is no YAML. */
export interface ListReading {
  /** Its tenants as a document. Where `diagnostics` is not empty some may be missing. */
  readonly document: TenantsDocument;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: SourceText;
}

/** Problems of one list, at most: what is wrong in every row is told with the number of them. */
const problemLimit = 20_000;

/** Reads a list of tenants, each row as an item of `tenants` would be read in YAML. Never throws. */
export function readTenantList(file: string, text: string, format: ListFormat): ListReading {
  const source = createSourceText(file, text);
  const problems = createProblems(source, problemLimit);
  // An odd character may be the end of a line to whoever wrote it: then no row is sure.
  const isPlain = checkText(problems, tenantsLimit, format === 'jsonl') && problems.list.length === 0;
  const rows = isPlain ? rowsOf(problems, format) : [];
  if (rows.length === 0 && problems.list.length === 0) refuseNothing(problems, format);
  const start = source.lineStarts[0] ?? 0;
  const root = tenantsRoot(rows, { start, end: start });
  // Held to the schema of the same list in YAML.
  if (rows.length > 0) checkStructure(problems, 'tenants', root);
  const document = readTenants(problems, root);
  problems.settle();
  return { document, diagnostics: withTenants(problems.list, document.tenants), source };
}

/**
 * The diagnostics in the order of the text, each with the tenant in whose row it is: what an export gets wrong in every
 * row is then one finding with a number.
 */
function withTenants(list: readonly Diagnostic[], tenants: readonly TenantDocument[]): readonly Diagnostic[] {
  let row = 0;
  return list
    .toSorted((a, b) => a.place.start - b.place.start)
    .map((diagnostic) => {
      while ((tenants[row]?.place.end ?? Infinity) < diagnostic.place.start) row += 1;
      const tenant = tenants[row];
      const isInside = tenant !== undefined && tenant.place.start <= diagnostic.place.start;
      return isInside ? { ...diagnostic, tenant: tenant.tenantId.value } : diagnostic;
    });
}

function rowsOf(problems: Problems, format: ListFormat): readonly MapNode[] {
  return format === 'csv' ? csvRows(problems) : jsonlRows(problems);
}

function refuseNothing(problems: Problems, format: ListFormat): void {
  const isHeader = /\S/.test(problems.source.text);
  const { length } = problems.source.text;
  problems.add(
    'schema/invalid',
    { start: length, end: length },
    {
      message: isHeader ? 'the list has a header, and no tenant' : 'the list of tenants is empty',
      label: 'nobody',
      help:
        format === 'csv'
          ? 'write a row that names the columns (tenant_id, ...), and one for each tenant'
          : 'write a line for each tenant: {"tenant_id": "..."}',
    },
  );
}

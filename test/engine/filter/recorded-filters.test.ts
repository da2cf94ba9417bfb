import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { engineFor } from '../../support/engine-for.ts';

const attacks = fileURLToPath(new URL('../../../../shared/data/attacks.jsonl', import.meta.url));
const benign = fileURLToPath(new URL('../../../../shared/data/benign.jsonl', import.meta.url));

/** A recorded call that is about a filter or a namespace. */
interface Recorded {
  readonly id: string;
  readonly class: string;
  readonly tool: string;
  readonly arguments: { readonly [name: string]: unknown };
}

function recordedIn(file: string): readonly Recorded[] {
  const calls = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): Recorded => JSON.parse(line));
  return calls.filter((call) => call.class === 'vector-tenant-filter');
}

// As somebody would write it who knows the tools: whatever else names records is bounded too.
const policy = `
tenant_id: tenant_acme
rules:
  - tool: vector_search
    closed_arguments: true
    conditions:
      - match:
          arguments.filter: { filter: { must: { tenant_id: '\${tenant.id}' } } }
          arguments.namespace: { any_of: [{ exists: false }, { equals: '\${tenant.id}' }] }
          arguments.query: { length: { max: 1000 } }
          arguments.top_k: { any_of: [{ exists: false }, { number: { max: 100 } }] }
        action: allow
  - tool: search-records
    conditions:
      - match: { arguments.query.filter: { filter: { dialect: pinecone, must: { tenant_id: '\${tenant.id}' } } } }
        action: allow
  - tool: qdrant-find
    conditions:
      - match:
          arguments.query_filter: { filter: { dialect: qdrant, must: { tenant_id: '\${tenant.id}' } } }
          arguments.collection_name: { equals: docs }
        action: allow
  - tool: chroma_get_documents
    conditions:
      - match: { arguments.where: { filter: { dialect: chroma, must: { tenant_id: '\${tenant.id}' } } } }
        action: allow
  - tool: [milvus_query, milvus_text_search, turbopuffer_query]
    conditions:
      - match:
          arguments.filter_expr: { filter: { must: { tenant_id: '\${tenant.id}' } } }
        action: allow
`;

describe('recorded calls of vector stores', () => {
  const engine = engineFor({ 'a.yaml': policy });
  const actionOf = ({ tool, arguments: args }: Recorded): string =>
    engine.decide({ tool, arguments: args, context: { tenant_id: 'tenant_acme' } }).action;

  it.skipIf(!existsSync(attacks))('no attack is allowed', () => {
    const recorded = recordedIn(attacks);
    expect(recorded.length).toBeGreaterThan(20);
    expect(recorded.filter((call) => actionOf(call) === 'allow').map(({ id }) => id)).toEqual([]);
  });

  it.skipIf(!existsSync(benign))('every benign call is allowed', () => {
    const recorded = recordedIn(benign);
    expect(recorded.length).toBeGreaterThan(2);
    expect(recorded.filter((call) => actionOf(call) !== 'allow').map(({ id }) => id)).toEqual([]);
  });
});

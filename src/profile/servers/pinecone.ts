import { extras, needed, optional, own, plain } from '../profile-argument.ts';
import type { PostureControl, ProfileArgument, ServerProfile } from '../server-profile.ts';

const caller = extras('llm_provider', 'llm_model');
const rerank = extras('rerank');

/** An index is shared, its namespaces are the tenants'. A filter narrows within a namespace. */
export const pineconeProfile: ServerProfile = {
  server: 'pinecone',
  registry: 'npm',
  package: '@pinecone-database/mcp',
  version: '0.3.0',
  tools: [
    { name: 'search-docs', effect: 'read', arguments: plain('query') },
    { name: 'list-indexes', effect: 'read', arguments: caller, heldBy: ownIndex() },
    { name: 'describe-index', effect: 'read', arguments: [...plain('name'), ...caller], heldBy: ownIndex() },
    // It lists the namespaces, and with them the other tenants.
    {
      name: 'describe-index-stats',
      effect: 'read',
      arguments: [...plain('name'), ...caller],
      heldBy: ownIndex(),
    },
    {
      name: 'create-index-for-model',
      effect: 'write',
      arguments: [...plain('name', 'embed'), ...extras('cloud', 'region'), ...caller],
      heldBy: ownIndex(),
    },
    {
      name: 'upsert-records',
      effect: 'write',
      arguments: [...plain('name'), needed('namespace', 'key', own()), ...plain('records'), ...caller],
    },
    {
      name: 'search-records',
      effect: 'read',
      arguments: [...plain('name'), needed('namespace', 'key', own()), ...query(), ...rerank, ...caller],
    },
    {
      name: 'rerank-documents',
      effect: 'read',
      arguments: [...plain('model', 'query', 'documents'), ...extras('options'), ...caller],
    },
    {
      name: 'cascading-search',
      effect: 'read',
      arguments: [
        ...plain('indexes[*].name'),
        needed('indexes[*].namespace', 'key', own()),
        ...query(),
        ...plain('rerank'),
        ...caller,
      ],
    },
  ],
};

function query(): readonly ProfileArgument[] {
  return [...plain('query.inputs.text', 'query.topK'), optional('query.filter', 'filter', { absent: 'all' })];
}

function ownIndex(): PostureControl {
  return { key: 'vectors.mode', words: ['index'] };
}

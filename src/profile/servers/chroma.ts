import { extras, needed, optional, own, plain } from '../profile-argument.ts';
import type { Effect, ProfileArgument, ServerProfile, ToolProfile } from '../server-profile.ts';

const where = [
  optional('where', 'filter', { absent: 'all' }),
  optional('where_document', 'filter', { absent: 'all' }),
];

/** A collection is a tenant's; ids and filters narrow within it. */
export const chromaProfile: ServerProfile = {
  server: 'chroma',
  registry: 'PyPI',
  package: 'chroma-mcp',
  version: '0.2.5',
  tools: [
    // It lists the collections, and with them the other tenants.
    {
      name: 'chroma_list_collections',
      effect: 'read',
      arguments: [optional('limit', 'text', { absent: 'all' }), ...extras('offset')],
      heldBy: { key: 'vectors.mode', words: ['index'] },
    },
    inCollection('chroma_create_collection', 'write', extras('embedding_function_name', 'metadata')),
    inCollection('chroma_peek_collection', 'read', extras('limit')),
    inCollection('chroma_get_collection_info', 'read', []),
    inCollection('chroma_get_collection_count', 'read', []),
    inCollection('chroma_modify_collection', 'write', [
      optional('new_name', 'key', own()),
      ...extras('new_metadata'),
    ]),
    inCollection('chroma_delete_collection', 'delete', []),
    inCollection('chroma_add_documents', 'write', [...plain('documents', 'ids'), ...extras('metadatas')]),
    inCollection('chroma_query_documents', 'read', [
      ...plain('query_texts'),
      ...where,
      ...extras('n_results', 'include'),
    ]),
    inCollection('chroma_get_documents', 'read', [
      optional('ids', 'text', { absent: 'all' }),
      ...where,
      optional('limit', 'text', { absent: 'all' }),
      ...extras('include', 'offset'),
    ]),
    inCollection('chroma_update_documents', 'write', [
      ...plain('ids'),
      ...extras('embeddings', 'metadatas', 'documents'),
    ]),
    inCollection('chroma_delete_documents', 'delete', plain('ids')),
  ],
};

function inCollection(name: string, effect: Effect, others: readonly ProfileArgument[]): ToolProfile {
  return { name, effect, arguments: [needed('collection_name', 'key', own()), ...others] };
}

import { plain } from '../profile-argument.ts';
import type { Effect, ServerProfile, ToolProfile } from '../server-profile.ts';

/** One graph for everybody that the process serves: no call says whose it is. */
export const memoryProfile: ServerProfile = {
  server: 'memory',
  registry: 'npm',
  package: '@modelcontextprotocol/server-memory',
  version: '2026.8.31',
  tools: [
    onGraph(
      'create_entities',
      'write',
      'entities[*].name',
      'entities[*].entityType',
      'entities[*].observations',
    ),
    onGraph('create_relations', 'write', 'relations[*].from', 'relations[*].to', 'relations[*].relationType'),
    onGraph('add_observations', 'write', 'observations[*].entityName', 'observations[*].contents'),
    onGraph('delete_entities', 'delete', 'entityNames'),
    onGraph('delete_observations', 'delete', 'deletions[*].entityName', 'deletions[*].observations'),
    onGraph(
      'delete_relations',
      'delete',
      'relations[*].from',
      'relations[*].to',
      'relations[*].relationType',
    ),
    onGraph('read_graph', 'read'),
    onGraph('search_nodes', 'read', 'query'),
    onGraph('open_nodes', 'read', 'names'),
  ],
};

function onGraph(name: string, effect: Effect, ...paths: readonly string[]): ToolProfile {
  return {
    name,
    effect,
    arguments: plain(...paths),
    heldBy: { key: 'caches.memory', words: ['per_tenant', 'off'] },
  };
}

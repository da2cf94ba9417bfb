import { needed, plain } from '../profile-argument.ts';
import type { Effect, ProfileArgument, ServerProfile, ToolProfile } from '../server-profile.ts';

/** No matcher reads SQLite's own grammar; what keeps tenants apart is a database file for each. */
export const sqliteProfile: ServerProfile = {
  server: 'sqlite',
  registry: 'PyPI',
  package: 'mcp-server-sqlite',
  version: '2025.4.25',
  tools: [
    onDatabase('read_query', 'read', [needed('query', 'sql')]),
    onDatabase('write_query', 'delete', [needed('query', 'sql')]),
    onDatabase('create_table', 'write', [needed('query', 'sql')]),
    onDatabase('list_tables', 'read', []),
    onDatabase('describe_table', 'read', plain('table_name')),
    onDatabase('append_insight', 'write', plain('insight')),
  ],
};

function onDatabase(name: string, effect: Effect, args: readonly ProfileArgument[]): ToolProfile {
  return { name, effect, arguments: args, heldBy: { key: 'storage.model', words: ['silo'] } };
}

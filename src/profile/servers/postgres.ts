import { sometimes } from '../profile-argument.ts';
import type { ServerProfile } from '../server-profile.ts';

/** It runs each query in a read-only transaction. */
export const postgresProfile: ServerProfile = {
  server: 'postgres',
  registry: 'npm',
  package: '@modelcontextprotocol/server-postgres',
  version: '0.6.2',
  tools: [
    {
      name: 'query',
      effect: 'read',
      arguments: [sometimes('sql', 'sql', { boundary: { kind: 'sql', statements: ['select'] } })],
    },
  ],
};

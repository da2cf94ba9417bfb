import { extras, own, plain, sometimes } from '../profile-argument.ts';
import type { ServerProfile } from '../server-profile.ts';

/** Without a configured collection each call names one; with arbitrary filters allowed it may carry one. */
export const qdrantProfile: ServerProfile = {
  server: 'qdrant',
  registry: 'PyPI',
  package: 'mcp-server-qdrant',
  version: '0.8.1',
  tools: [
    {
      name: 'qdrant-find',
      effect: 'read',
      arguments: [
        ...plain('query'),
        sometimes('collection_name', 'key', { ...own(), absent: 'default' }),
        sometimes('query_filter', 'filter', { absent: 'all' }),
      ],
    },
    {
      name: 'qdrant-store',
      effect: 'write',
      arguments: [
        ...plain('information'),
        sometimes('collection_name', 'key', { ...own(), absent: 'default' }),
        ...extras('metadata'),
      ],
    },
  ],
};

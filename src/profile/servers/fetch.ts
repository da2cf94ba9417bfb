import { extras, needed } from '../profile-argument.ts';
import type { ServerProfile } from '../server-profile.ts';

export const fetchProfile: ServerProfile = {
  server: 'fetch',
  registry: 'PyPI',
  package: 'mcp-server-fetch',
  version: '2026.10.24',
  tools: [
    {
      name: 'fetch',
      effect: 'read',
      arguments: [
        needed('url', 'url', { boundary: { kind: 'url' } }),
        ...extras('max_length', 'start_index', 'raw'),
      ],
    },
  ],
};

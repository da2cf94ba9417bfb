import { extras, needed, ownPath, plain } from '../profile-argument.ts';
import type { Effect, ServerProfile, ToolProfile } from '../server-profile.ts';

export const filesystemProfile: ServerProfile = {
  server: 'filesystem',
  registry: 'npm',
  package: '@modelcontextprotocol/server-filesystem',
  version: '2026.8.31',
  tools: [
    onPath('read_file', 'read', 'head', 'tail'),
    onPath('read_text_file', 'read', 'head', 'tail'),
    onPath('read_media_file', 'read'),
    { name: 'read_multiple_files', effect: 'read', arguments: [needed('paths[*]', 'path', ownPath)] },
    {
      name: 'write_file',
      effect: 'write',
      arguments: [needed('path', 'path', ownPath), ...plain('content')],
    },
    {
      name: 'edit_file',
      effect: 'write',
      arguments: [
        needed('path', 'path', ownPath),
        ...plain('edits[*].oldText', 'edits[*].newText'),
        ...extras('dryRun'),
      ],
    },
    onPath('create_directory', 'write'),
    onPath('list_directory', 'read'),
    onPath('list_directory_with_sizes', 'read', 'sortBy'),
    onPath('directory_tree', 'read', 'excludePatterns'),
    {
      name: 'move_file',
      effect: 'write',
      arguments: [needed('source', 'path', ownPath), needed('destination', 'path', ownPath)],
    },
    {
      name: 'search_files',
      effect: 'read',
      arguments: [needed('path', 'path', ownPath), ...plain('pattern'), ...extras('excludePatterns')],
    },
    onPath('get_file_info', 'read'),
    { name: 'list_allowed_directories', effect: 'read', arguments: [] },
  ],
};

function onPath(name: string, effect: Effect, ...options: readonly string[]): ToolProfile {
  return { name, effect, arguments: [needed('path', 'path', ownPath), ...extras(...options)] };
}

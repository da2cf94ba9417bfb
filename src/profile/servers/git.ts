import { extras, needed, ownPath, plain } from '../profile-argument.ts';
import type { Effect, ProfileArgument, ServerProfile, ToolProfile } from '../server-profile.ts';

/** The repository is a folder; files and revisions are named within it. */
export const gitProfile: ServerProfile = {
  server: 'git',
  registry: 'PyPI',
  package: 'mcp-server-git',
  version: '2026.10.19',
  tools: [
    inRepository('git_status', 'read', []),
    inRepository('git_diff_unstaged', 'read', extras('context_lines')),
    inRepository('git_diff_staged', 'read', extras('context_lines')),
    inRepository('git_diff', 'read', [...plain('target'), ...extras('context_lines')]),
    inRepository('git_commit', 'write', plain('message')),
    inRepository('git_add', 'write', [needed('files[*]', 'path')]),
    inRepository('git_reset', 'write', []),
    inRepository('git_log', 'read', extras('max_count', 'start_timestamp', 'end_timestamp')),
    inRepository('git_create_branch', 'write', [...plain('branch_name'), ...extras('base_branch')]),
    inRepository('git_checkout', 'write', plain('branch_name')),
    inRepository('git_show', 'read', plain('revision')),
    inRepository('git_branch', 'read', [...plain('branch_type'), ...extras('contains', 'not_contains')]),
  ],
};

function inRepository(name: string, effect: Effect, others: readonly ProfileArgument[]): ToolProfile {
  return { name, effect, arguments: [needed('repo_path', 'path', ownPath), ...others] };
}

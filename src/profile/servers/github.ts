import { extras, needed, optional, own, plain } from '../profile-argument.ts';
import type { Effect, ProfileArgument, ServerProfile, ToolProfile } from '../server-profile.ts';

const paging = extras('page', 'perPage');
const listing = extras('page', 'per_page');
const searching = [...plain('q'), ...extras('order', 'page', 'per_page')];

/** An owner is a tenant's; repositories, branches and numbers are named below it. */
export const githubProfile: ServerProfile = {
  server: 'github',
  registry: 'npm',
  package: '@modelcontextprotocol/server-github',
  version: '2025.4.8',
  tools: [
    ofOwner('create_or_update_file', 'write', [
      needed('path', 'path'),
      ...plain('content', 'message', 'branch'),
      ...extras('sha'),
    ]),
    withToken('search_repositories', 'read', [...plain('query'), ...paging]),
    withToken('create_repository', 'write', [
      ...plain('name'),
      ...extras('description', 'private', 'autoInit'),
    ]),
    ofOwner('get_file_contents', 'read', [needed('path', 'path'), ...extras('branch')]),
    ofOwner('push_files', 'write', [
      ...plain('branch', 'message', 'files[*].content'),
      needed('files[*].path', 'path'),
    ]),
    ofOwner('create_issue', 'write', [
      ...plain('title'),
      ...extras('body', 'assignees', 'milestone', 'labels'),
    ]),
    ofOwner('create_pull_request', 'write', [
      ...plain('title', 'head', 'base'),
      ...extras('body', 'draft', 'maintainer_can_modify'),
    ]),
    // Without an organization the fork goes to the account of the token.
    ofOwner('fork_repository', 'write', [
      optional('organization', 'text', { ...own('github_owner'), absent: 'default' }),
    ]),
    ofOwner('create_branch', 'write', [...plain('branch'), ...extras('from_branch')]),
    ofOwner('list_commits', 'read', [...extras('sha'), ...paging]),
    ofOwner('list_issues', 'read', [...extras('direction', 'labels', 'since', 'sort', 'state'), ...listing]),
    ofOwner('update_issue', 'write', [
      ...plain('issue_number'),
      ...extras('title', 'body', 'assignees', 'milestone', 'labels', 'state'),
    ]),
    ofOwner('add_issue_comment', 'send', plain('issue_number', 'body')),
    withToken('search_code', 'read', searching),
    withToken('search_issues', 'read', [...searching, ...extras('sort')]),
    { name: 'search_users', effect: 'read', arguments: [...searching, ...extras('sort')] },
    ofOwner('get_issue', 'read', plain('issue_number')),
    ofOwner('get_pull_request', 'read', plain('pull_number')),
    ofOwner('list_pull_requests', 'read', [
      ...extras('state', 'head', 'base', 'sort', 'direction'),
      ...listing,
    ]),
    ofOwner('create_pull_request_review', 'send', [
      ...plain('pull_number', 'body', 'event'),
      ...extras('commit_id', 'comments'),
    ]),
    ofOwner('merge_pull_request', 'write', [
      ...plain('pull_number'),
      ...extras('commit_title', 'commit_message', 'merge_method'),
    ]),
    ofOwner('get_pull_request_files', 'read', plain('pull_number')),
    ofOwner('get_pull_request_status', 'read', plain('pull_number')),
    ofOwner('update_pull_request_branch', 'write', [...plain('pull_number'), ...extras('expected_head_sha')]),
    ofOwner('get_pull_request_comments', 'read', plain('pull_number')),
    ofOwner('get_pull_request_reviews', 'read', plain('pull_number')),
  ],
};

function ofOwner(name: string, effect: Effect, others: readonly ProfileArgument[]): ToolProfile {
  return {
    name,
    effect,
    arguments: [needed('owner', 'text', own('github_owner')), ...plain('repo'), ...others],
  };
}

/** What no argument bounds: the token says what it reaches. */
function withToken(name: string, effect: Effect, args: readonly ProfileArgument[]): ToolProfile {
  return { name, effect, arguments: args, heldBy: { key: 'credentials.github' } };
}

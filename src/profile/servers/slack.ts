import { extras, needed, own, plain } from '../profile-argument.ts';
import type { PostureControl, ServerProfile } from '../server-profile.ts';

/** The token says which workspace; within it a channel may be a tenant's. */
export const slackProfile: ServerProfile = {
  server: 'slack',
  registry: 'npm',
  package: '@modelcontextprotocol/server-slack',
  version: '2025.4.25',
  tools: [
    { name: 'slack_list_channels', effect: 'read', arguments: extras('limit', 'cursor'), heldBy: token() },
    inChannel('slack_post_message', 'send', 'text'),
    inChannel('slack_reply_to_thread', 'send', 'thread_ts', 'text'),
    inChannel('slack_add_reaction', 'write', 'timestamp', 'reaction'),
    {
      name: 'slack_get_channel_history',
      effect: 'read',
      arguments: [needed('channel_id', 'text', own('slack_channels')), ...extras('limit')],
    },
    inChannel('slack_get_thread_replies', 'read', 'thread_ts'),
    { name: 'slack_get_users', effect: 'read', arguments: extras('cursor', 'limit'), heldBy: token() },
    { name: 'slack_get_user_profile', effect: 'read', arguments: plain('user_id'), heldBy: token() },
  ],
};

function inChannel(
  name: string,
  effect: 'read' | 'write' | 'send',
  ...others: readonly string[]
): ServerProfile['tools'][number] {
  return {
    name,
    effect,
    arguments: [needed('channel_id', 'text', own('slack_channels')), ...plain(...others)],
  };
}

function token(): PostureControl {
  return { key: 'credentials.slack' };
}

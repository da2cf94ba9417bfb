import { extras, leaves, needed, optional, ownPath, plain } from '../profile-argument.ts';
import type { Effect, ProfileArgument, ServerProfile, ToolProfile } from '../server-profile.ts';

const letter = [
  needed('to[*]', 'email', leaves),
  optional('cc[*]', 'email', leaves),
  optional('bcc[*]', 'email', leaves),
  ...plain('subject', 'body'),
  ...extras('htmlBody', 'mimeType', 'threadId', 'inReplyTo'),
  optional('attachments[*]', 'path', ownPath),
];
const visibility = extras('messageListVisibility', 'labelListVisibility');
const criteria = extras(
  'criteria.from',
  'criteria.to',
  'criteria.subject',
  'criteria.query',
  'criteria.negatedQuery',
);

/** The credentials say which mailbox; recipients leave it, attachments come from and go to the server's disk. */
export const gmailProfile: ServerProfile = {
  server: 'gmail',
  registry: 'npm',
  package: '@gongrzhe/server-gmail-autoauth-mcp',
  version: '1.1.11',
  tools: [
    { name: 'send_email', effect: 'send', arguments: letter },
    { name: 'draft_email', effect: 'write', arguments: letter },
    inMailbox('read_email', 'read', plain('messageId')),
    inMailbox('search_emails', 'read', [...plain('query'), ...extras('maxResults')]),
    inMailbox('modify_email', 'write', [
      ...plain('messageId'),
      ...extras('labelIds', 'addLabelIds', 'removeLabelIds'),
    ]),
    inMailbox('delete_email', 'delete', plain('messageId')),
    inMailbox('list_email_labels', 'read', []),
    inMailbox('batch_modify_emails', 'write', [
      ...plain('messageIds'),
      ...extras('addLabelIds', 'removeLabelIds', 'batchSize'),
    ]),
    inMailbox('batch_delete_emails', 'delete', [...plain('messageIds'), ...extras('batchSize')]),
    inMailbox('create_label', 'write', [...plain('name'), ...visibility]),
    inMailbox('update_label', 'write', [...plain('id'), ...extras('name'), ...visibility]),
    inMailbox('delete_label', 'delete', plain('id')),
    inMailbox('get_or_create_label', 'write', [...plain('name'), ...visibility]),
    // A filter may forward what comes in from then on.
    {
      name: 'create_filter',
      effect: 'send',
      arguments: [
        needed('criteria', 'text'),
        ...criteria,
        needed('action', 'text'),
        optional('action.forward', 'email', leaves),
      ],
    },
    inMailbox('list_filters', 'read', []),
    inMailbox('get_filter', 'read', plain('filterId')),
    inMailbox('delete_filter', 'delete', plain('filterId')),
    inMailbox('create_filter_from_template', 'write', plain('template', 'parameters')),
    {
      name: 'download_attachment',
      effect: 'write',
      arguments: [
        ...plain('messageId', 'attachmentId'),
        optional('savePath', 'path', { ...ownPath, absent: 'default' }),
        // It is put after the folder as it stands, dot segments and all.
        optional('filename', 'path', { boundary: { kind: 'shut' } }),
      ],
    },
  ],
};

function inMailbox(name: string, effect: Effect, args: readonly ProfileArgument[]): ToolProfile {
  return { name, effect, arguments: args, heldBy: { key: 'credentials.gmail' } };
}

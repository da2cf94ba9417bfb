import { part } from './part.mjs';

const globs = (description) => ({
  description,
  type: 'array',
  items: { $ref: '#/definitions/text' },
  wants: 'a list of globs',
});

const levels = {
  description: 'Levels of lint rules, by code.',
  type: 'object',
  additionalProperties: { type: 'string', enum: ['off', 'note', 'warning', 'error'], noun: 'a level' },
  noun: '`rules`',
};

const transcripts = {
  type: ['string', 'object'],
  minLength: 1,
  additionalProperties: false,
  required: ['files'],
  noun: 'a source of transcripts',
  wants: 'a glob, or a mapping with `files`',
  properties: {
    files: { description: 'Globs of recordings.', $ref: '#/definitions/textOrTexts' },
    tenant: { description: 'The tenant of all their calls.', $ref: '#/definitions/text' },
    tenant_map: { description: 'A file that maps them to tenants.', $ref: '#/definitions/text' },
    tenant_from: { description: 'A JSON Pointer into each record.', $ref: '#/definitions/text' },
  },
};

const config = {
  description: 'The configuration of a workspace, `policy.config.yaml`. All keys may be absent.',
  type: 'object',
  additionalProperties: false,
  noun: 'the configuration',
  properties: {
    version: { $ref: '#/definitions/version' },
    include: globs('The documents of the workspace; every `*.yaml` and `*.yml` where absent.'),
    exclude: globs('Files that are no documents of it.'),
    envelope: part('envelope', 'What every call must carry.', {
      required: {
        description: 'Context keys that must be there and not empty; `tenant_id` always is one of them.',
        type: 'array',
        minItems: 1,
        items: { $ref: '#/definitions/text' },
      },
    }),
    limits: part('limits', 'Sizes.', {
      max_argument_bytes: {
        description: 'The longest text that a matcher reads, in bytes of UTF-8.',
        type: 'integer',
        minimum: 1,
        maximum: 1_048_576,
      },
    }),
    lint: part('lint', 'The linter.', {
      edition: { description: 'The set of rules that may fail a run.', type: 'integer', minimum: 1 },
      rules: { $ref: '#/definitions/levels' },
      overrides: {
        description: 'Levels for some files; the last that names a file counts.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          noun: 'an override',
          properties: {
            files: { description: 'Globs of files.', $ref: '#/definitions/textOrTexts' },
            rules: { $ref: '#/definitions/levels' },
          },
        },
      },
    }),
    transcripts: {
      description: 'Recordings that belong to the workspace.',
      type: 'array',
      items: { $ref: '#/definitions/transcripts' },
    },
    review: part('review', 'Who must agree to a change.', {
      required: { description: 'How many must approve.', type: 'integer', minimum: 0 },
      signers: { description: 'A file of keys that approvals are signed with.', $ref: '#/definitions/text' },
      unsigned: { description: 'Whether approvals without signature count.', type: 'boolean' },
      directory: { description: 'Where reviews are kept.', $ref: '#/definitions/text' },
    }),
  },
};

export const configDefinitions = { levels, transcripts, config };

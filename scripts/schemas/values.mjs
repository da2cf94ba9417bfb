// Small values that several documents share. Beside JSON Schema's own keywords a definition may carry `noun` (what a
// message calls it), `wants` (what a message says to write), `hints` (where keys belong
// that people put here) and `editor` (keywords for the published schema only, where
// the reader itself gives a better message).

const units = '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?';

const text = { type: 'string', minLength: 1, wants: 'some text' };

const textOrTexts = {
  type: ['string', 'array'],
  minLength: 1,
  minItems: 1,
  items: { $ref: '#/definitions/text' },
  wants: 'text, or a list of texts',
};

const texts = {
  type: 'array',
  minItems: 1,
  items: { $ref: '#/definitions/text' },
  wants: 'a list of texts',
};

const tenantId = {
  description: 'The tenant’s id: letters, digits, `_` and `-`, at most 64.',
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$',
  wants: 'letters, digits, `_` and `-`, beginning with a letter or digit, 64 at most',
};

const planName = {
  ...tenantId,
  description: 'The name of a plan: letters, digits, `_` and `-`, at most 64.',
};

const ruleId = {
  type: 'string',
  pattern: '^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}$',
  wants: 'letters, digits and `_ - . : /`, 128 at most',
};

// A condition without an id is called its index, so an id is not a number.
const conditionId = {
  type: 'string',
  pattern: '^(?![0-9]+$)[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}$',
  wants: 'letters, digits and `_ - . : /`, 128 at most, not digits alone',
};

const action = {
  description:
    'What becomes of the call: `allow` lets it through, `deny` refuses it, `require_approval` holds it for a person.',
  type: 'string',
  enum: ['allow', 'deny', 'require_approval'],
  noun: 'an action',
};

const tighteningAction = {
  description: 'What becomes of the call. A baseline only tightens: it denies or asks for approval.',
  type: 'string',
  enum: ['deny', 'require_approval'],
  noun: 'an action of a baseline',
  wants: '`deny` or `require_approval`; a baseline only tightens',
};

const timeout = {
  description: 'How long to wait: a whole number and a unit from seconds to days, such as `600s` or `10min`.',
  type: 'string',
  editor: { pattern: `^[0-9]{1,12} ?${units})$` },
  wants: 'a duration such as `10min`',
};

const retention = {
  description:
    'How long records are kept: a whole number and a unit from seconds to years, such as `90days` or `3years`.',
  type: 'string',
  editor: { pattern: `^[0-9]{1,12} ?${units}|w|weeks?|months?|y|years?)$` },
  wants: 'a duration such as `90days`',
};

const span = {
  description: 'A duration: a whole number and a unit, such as `15m` or `90days`.',
  type: 'string',
  pattern: `^[0-9]{1,12} ?${units}|w|weeks?|months?|y|years?)$`,
  wants: 'a whole number and a unit, such as `15m` or `90days`',
};

const rate = {
  description: 'At most this many calls in any such span: `50/hour`, `5/s`.',
  type: 'string',
  editor: { pattern: `^0*[1-9][0-9]{0,14} ?/ ?${units})$` },
  wants: 'a rate such as `50/hour`',
};

const toolNames = {
  description:
    'An exact tool name, a glob, or a list of them. `*` stands for letters, digits, `_` and `-`; `**` also for `.`, `:` and `/`; `**` alone is every tool.',
  type: ['string', 'array'],
  minLength: 1,
  minItems: 1,
  items: { $ref: '#/definitions/text' },
  wants: 'a tool name, a glob, or a list of them',
};

const labels = {
  description: 'Free words about a tenant, for invariants and reports.',
  type: 'object',
  additionalProperties: { $ref: '#/definitions/text' },
  noun: 'the labels',
  wants: 'a mapping of texts',
};

const version = { description: 'The version of the policy language.', const: 1, wants: '`1`' };

const logging = {
  description: 'What is recorded of the decisions, and how long it is kept.',
  type: 'object',
  additionalProperties: false,
  noun: '`logging`',
  properties: {
    level: {
      description:
        '`full` records calls with their arguments, `decisions_only` records what was decided, `none` nothing.',
      type: 'string',
      enum: ['full', 'decisions_only', 'none'],
      noun: 'a logging level',
    },
    retention: { $ref: '#/definitions/retention' },
  },
};

export const valueDefinitions = {
  text,
  textOrTexts,
  texts,
  tenantId,
  planName,
  ruleId,
  conditionId,
  action,
  tighteningAction,
  timeout,
  retention,
  span,
  rate,
  toolNames,
  labels,
  version,
  logging,
};

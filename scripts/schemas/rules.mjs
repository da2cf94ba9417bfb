const match = {
  description: 'Paths of arguments, such as `arguments.path`, and what each must be. All must hold.',
  type: 'object',
  minProperties: 1,
  additionalProperties: { $ref: '#/definitions/matcher' },
  noun: '`match`',
  wants: 'a mapping such as `{ arguments.path: { path_within: /data/ } }`',
};

const approval = {
  description: 'How a held call is put before a person.',
  type: 'object',
  additionalProperties: false,
  noun: 'an approval',
  properties: {
    channel: { description: 'Where the request goes, such as `slack`.', $ref: '#/definitions/text' },
    webhook: {
      description: 'The address that is called. Keep secrets out of it: `${env:NAME}`.',
      $ref: '#/definitions/text',
    },
    timeout: { $ref: '#/definitions/timeout' },
    on_timeout: {
      description: 'What a request becomes that nobody answers; `deny` where absent.',
      type: 'string',
      enum: ['allow', 'deny'],
    },
  },
};

const reason = { description: 'What the agent is told.', $ref: '#/definitions/text' };

const condition = (action) => ({
  description: 'A case in a rule. The first that decides ends the rule.',
  type: 'object',
  additionalProperties: false,
  required: ['match', 'action'],
  noun: 'a condition',
  hints: { tool: 'it stands in the rule', timeout: 'it stands in `approval`' },
  properties: {
    id: {
      description: 'What decisions and findings call it; its index where absent.',
      $ref: '#/definitions/conditionId',
    },
    match: { $ref: '#/definitions/match' },
    action: { $ref: action },
    reason,
    approval: { $ref: '#/definitions/approval' },
  },
});

const ruleKeys = (action, conditionName) => ({
  id: {
    description: 'What decisions and findings call it; `<first tool>#<n>` where absent.',
    $ref: '#/definitions/ruleId',
  },
  tool: { $ref: '#/definitions/toolNames' },
  description: { description: 'What the rule is for.', $ref: '#/definitions/text' },
  conditions: {
    description: 'Cases, in order.',
    type: 'array',
    minItems: 1,
    items: { $ref: `#/definitions/${conditionName}` },
    wants: 'a list of conditions',
  },
  action: { description: 'What becomes of a call that no condition decides.', $ref: action },
  reason,
  approval: { $ref: '#/definitions/approval' },
});

const rule = {
  description: 'What a tool may be called with.',
  type: 'object',
  additionalProperties: false,
  required: ['tool'],
  noun: 'a rule',
  hints: {
    rate_limit: 'it stands in `constraints`',
    match: 'it stands in a condition, below `conditions`',
    timeout: 'it stands in `approval`',
  },
  properties: {
    ...ruleKeys('#/definitions/action', 'condition'),
    constraints: {
      description: 'Limits of this rule.',
      type: 'object',
      additionalProperties: false,
      noun: '`constraints`',
      properties: { rate_limit: { $ref: '#/definitions/rate' } },
    },
    closed_arguments: {
      description: 'Whether a call with arguments that no matcher names is denied.',
      type: 'boolean',
    },
  },
};

const baselineRule = {
  description: 'A rule that every tenant’s calls pass.',
  type: 'object',
  additionalProperties: false,
  required: ['tool'],
  noun: 'a rule of a baseline',
  hints: {
    constraints: 'a baseline has no limits; they stand in policies and plans',
    closed_arguments: 'a baseline allows nothing, so there is nothing to close',
  },
  properties: ruleKeys('#/definitions/tighteningAction', 'baselineCondition'),
};

export const ruleDefinitions = {
  match,
  approval,
  condition: condition('#/definitions/action'),
  baselineCondition: condition('#/definitions/tighteningAction'),
  rule,
  baselineRule,
};

const text = (description) => ({ description, $ref: '#/definitions/text' });

const suppression = {
  description: 'Findings that were there already.',
  type: 'object',
  additionalProperties: false,
  required: ['code'],
  noun: 'a suppression',
  properties: {
    code: text('The rule’s code.'),
    file: text('The file, where the finding is not one tenant’s.'),
    tenant: text('The tenant.'),
    rule: text('The rule of the policy.'),
    tool: text('The tool.'),
    matcher: {
      description: 'The text that is marked, each run of white space one space.',
      type: 'string',
      wants: 'the text that is marked',
    },
    count: {
      description: 'How many findings are alike; one where absent.',
      type: 'integer',
      minimum: 2,
      maximum: 1_000_000,
    },
    reason: text('Why.'),
    until: {
      description: 'The last day on which it hides anything.',
      type: 'string',
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      wants: 'a day, such as `2027-01-31`',
    },
  },
};

const suppressions = {
  description: 'What `policy lint --suppress-all` found, `policy.suppressions.json`.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'suppressions'],
  noun: 'the suppressions',
  properties: {
    schemaVersion: { description: 'The version of this form.', const: 1, wants: '`1`' },
    suppressions: {
      description: 'One for findings that are alike.',
      type: 'array',
      items: { $ref: '#/definitions/suppression' },
      wants: 'a list',
    },
  },
};

export const suppressionDefinitions = { suppression, suppressions };

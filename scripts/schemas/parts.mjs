// What the documents of a workspace are made of, beside rules and matchers.

const variableValue = {
  type: ['string', 'number', 'boolean', 'array'],
  items: { $ref: '#/definitions/scalar' },
  wants: 'text, a number, a boolean, or a list of them',
};

const variableName = {
  pattern: '^[A-Za-z_][A-Za-z0-9_-]{0,127}$',
  wants: 'letters, digits, `_` and `-`, not beginning with a digit',
};

const vars = {
  description: 'Values for the variables of the templates: `${vars.NAME}`.',
  type: 'object',
  propertyNames: variableName,
  additionalProperties: variableValue,
  noun: '`vars`',
};

const declarations = {
  description: 'The variables that a tenant gives.',
  type: 'object',
  propertyNames: variableName,
  noun: '`vars`',
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    required: ['type'],
    noun: 'a variable',
    wants: '`{ type: string }`',
    properties: {
      type: {
        description: 'What its value is.',
        type: 'string',
        enum: ['string', 'number', 'list'],
        noun: 'a type of variable',
      },
      default: { description: 'The value where a tenant gives none.', ...variableValue },
    },
  },
};

const limits = {
  description: 'Limits by tool name or glob; `total_tool_calls` counts all.',
  type: 'object',
  additionalProperties: { $ref: '#/definitions/rate' },
  noun: 'the limits',
  wants: 'a mapping such as `{ send_email: 10/hour }`',
};

const plan = {
  description: 'What a plan entitles to.',
  type: 'object',
  additionalProperties: false,
  noun: 'a plan',
  properties: {
    rank: {
      description: 'A higher rank never gives less; the place in the file where absent.',
      type: 'number',
    },
    rate_limits: { $ref: '#/definitions/limits' },
    tools: { description: 'The tools it entitles to; all where absent.', $ref: '#/definitions/toolNames' },
    logging: { $ref: '#/definitions/logging' },
    approvals: {
      description: '`required` makes every allowed call one that a person approves.',
      type: 'string',
      enum: ['required'],
    },
  },
};

const boundaryTool = {
  description: 'The arguments that name a tenant’s resource; `none` for a tool that touches none.',
  type: ['string', 'object'],
  minProperties: 1,
  additionalProperties: { $ref: '#/definitions/boundaryEntry' },
  noun: 'the boundaries of a tool',
  wants: '`none`, or a mapping of paths such as `arguments.path`',
  if: { type: 'string' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { enum: ['none'], noun: 'a boundary' },
};

const tool = {
  description: 'A tool: its input, its effect, and which argument is what.',
  type: 'object',
  additionalProperties: false,
  noun: 'a tool',
  properties: {
    description: { description: 'What it does.', type: 'string' },
    effect: {
      description: 'What a call does to the world.',
      type: 'string',
      enum: ['read', 'write', 'delete', 'send', 'pay', 'execute'],
      noun: 'an effect',
    },
    arguments: {
      description: 'What an argument holds, by its name.',
      type: 'object',
      additionalProperties: {
        type: 'string',
        enum: ['path', 'url', 'email', 'sql', 'filter', 'key', 'command', 'text'],
        noun: 'a kind of argument',
      },
    },
    input_schema: { description: 'JSON Schema of its arguments.', type: ['object', 'boolean'] },
    output_schema: { description: 'JSON Schema of its results.', type: ['object', 'boolean'] },
  },
};

const invariant = {
  description: 'What must never be decided, for any tenant.',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'tool', 'action'],
  noun: 'an invariant',
  properties: {
    id: { description: 'What findings call it.', $ref: '#/definitions/ruleId' },
    description: { description: 'Why it must hold.', $ref: '#/definitions/text' },
    tool: { $ref: '#/definitions/toolNames' },
    match: { $ref: '#/definitions/match' },
    action: { description: 'What must not be decided.', $ref: '#/definitions/action' },
    except: {
      description: 'The tenants for whom it need not hold.',
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      noun: '`except`',
      properties: { labels: { $ref: '#/definitions/labels' } },
    },
  },
};

const expectation = {
  description: 'A call and what must be decided.',
  type: 'object',
  additionalProperties: false,
  required: ['tenant', 'tool', 'expect'],
  noun: 'a case',
  properties: {
    name: { description: 'What the report calls it.', $ref: '#/definitions/text' },
    tenant: { $ref: '#/definitions/tenantId' },
    tool: { description: 'The tool’s name.', $ref: '#/definitions/text' },
    arguments: { description: 'The call’s arguments.', type: 'object' },
    context: { description: 'The call’s context; `tenant_id` is filled in.', type: 'object' },
    at: { description: 'When it is made, RFC 3339.', $ref: '#/definitions/text' },
    expect: {
      description: 'The decision.',
      type: 'object',
      additionalProperties: false,
      required: ['action'],
      noun: '`expect`',
      wants: '`{ action: deny }`',
      properties: {
        action: { $ref: '#/definitions/action' },
        code: { description: 'The decision’s code.', $ref: '#/definitions/text' },
        rule: { description: 'The rule that decides.', $ref: '#/definitions/text' },
      },
    },
  },
};

export const partDefinitions = {
  vars,
  declarations,
  limits,
  plan,
  boundaryTool,
  tool,
  invariant,
  expectation,
};

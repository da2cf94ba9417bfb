import { isolation } from './posture.mjs';
import * as values from './values.mjs';

const kind = (name) => ({ description: 'The kind of the document.', const: name, wants: `\`${name}\`` });
const version = { $ref: '#/definitions/version' };
const document = (noun, description, properties, required = []) => ({
  description,
  type: 'object',
  additionalProperties: false,
  required,
  noun,
  properties,
});

const rules = (name) => ({
  description: 'Rules, in order: the first that decides a call ends it.',
  type: 'array',
  minItems: 1,
  items: { $ref: `#/definitions/${name}` },
  wants: 'a list of rules',
});

const variableValue = {
  type: ['string', 'number', 'boolean', 'array'],
  items: { $ref: '#/definitions/scalar' },
  wants: 'text, a number, a boolean, or a list of them',
};

const variableName = { pattern: '^[A-Za-z_][A-Za-z0-9_-]{0,127}$', wants: 'letters, digits, `_` and `-`, not beginning with a digit' };

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
      type: { description: 'What its value is.', type: 'string', enum: ['string', 'number', 'list'], noun: 'a type of variable' },
      default: { description: 'The value where a tenant gives none.', ...variableValue },
    },
  },
};

const extended = { description: 'A template, or a list of them, whose rules come after the policy’s own.', $ref: '#/definitions/textOrTexts' };

const body = {
  rules: rules('rule'),
  default_action: { description: 'What becomes of a call that no rule decides; `deny` where absent.', $ref: '#/definitions/action' },
  logging: { $ref: '#/definitions/logging' },
  extends: extended,
  isolation: { $ref: '#/definitions/isolation' },
  labels: { $ref: '#/definitions/labels' },
};

const identity = {
  tenant_id: { $ref: '#/definitions/tenantId' },
  name: { description: 'What people call the tenant.', $ref: '#/definitions/text' },
  plan: { description: 'The plan that the tenant pays for.', $ref: '#/definitions/planName' },
  status: { description: 'Calls of a suspended tenant are denied.', type: 'string', enum: ['active', 'suspended'], noun: 'a status' },
  vars: { $ref: '#/definitions/vars' },
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
    rank: { description: 'A higher rank never gives less; the place in the file where absent.', type: 'number' },
    rate_limits: { $ref: '#/definitions/limits' },
    tools: { description: 'The tools it entitles to; all where absent.', $ref: '#/definitions/toolNames' },
    logging: { $ref: '#/definitions/logging' },
    approvals: { description: '`required` makes every allowed call one that a person approves.', type: 'string', enum: ['required'] },
  },
};

const planNames = { pattern: values.planName.pattern, wants: values.planName.wants };

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

export const documentDefinitions = {
  vars,
  declarations,
  limits,
  plan,
  boundaryTool,
  tool,
  invariant,
  expectation,
  isolation,
  tenantEntry: document('a tenant of the list', 'A tenant without rules of its own.', {
    ...identity,
    extends: extended,
    isolation: body.isolation,
    labels: body.labels,
  }, ['tenant_id']),
  tenant: document('a policy', 'What one tenant may make an AI agent do.', { kind: kind('tenant'), version, ...identity, ...body }, ['tenant_id']),
  template: document(
    'a template',
    'A policy without tenant, for `extends`.',
    { kind: kind('template'), version, name: { description: 'What `extends` calls it.', $ref: '#/definitions/text' }, vars: { $ref: '#/definitions/declarations' }, ...body },
    ['kind', 'name'],
  ),
  tenants: document(
    'a list of tenants',
    'Many tenants at once.',
    {
      kind: kind('tenants'),
      version,
      tenants: { description: 'The tenants.', type: 'array', minItems: 1, items: { $ref: '#/definitions/tenantEntry' }, wants: 'a list of tenants' },
      from: { description: 'A JSONL or CSV file that lists them.', $ref: '#/definitions/text' },
    },
    ['kind'],
  ),
  plans: document('a plans document', 'Limits and entitlements of each plan.', {
    kind: kind('plans'),
    version,
    rate_limits: {
      description: 'Limits of each plan, by tool.',
      type: 'object',
      minProperties: 1,
      propertyNames: planNames,
      additionalProperties: { $ref: '#/definitions/limits' },
    },
    plans: {
      description: 'The plans, lowest first.',
      type: 'object',
      minProperties: 1,
      propertyNames: planNames,
      additionalProperties: { $ref: '#/definitions/plan' },
    },
  }),
  baseline: document(
    'a baseline',
    'Rules that every tenant’s calls pass: they deny or ask for approval.',
    { kind: kind('baseline'), version, name: { description: 'What findings call it.', $ref: '#/definitions/text' }, rules: rules('baselineRule') },
    ['kind', 'rules'],
  ),
  boundaries: document(
    'a boundaries document',
    'Which argument of which tool names a tenant’s resource.',
    {
      kind: kind('boundaries'),
      version,
      enforce: { description: '`false` switches the boundaries of this document off.', type: 'boolean' },
      tools: {
        description: 'Boundaries by tool name or glob.',
        type: 'object',
        minProperties: 1,
        additionalProperties: { $ref: '#/definitions/boundaryTool' },
        wants: 'a mapping by tool name',
      },
    },
    ['kind', 'tools'],
  ),
  tools: document(
    'a tools document',
    'What tools exist.',
    {
      kind: kind('tools'),
      version,
      tools: { description: 'Tools by name.', type: 'object', minProperties: 1, additionalProperties: { $ref: '#/definitions/tool' } },
    },
    ['kind', 'tools'],
  ),
  invariants: document(
    'an invariants document',
    'What must never be decided, for all tenants.',
    { kind: kind('invariants'), version, never: { description: 'The invariants.', type: 'array', minItems: 1, items: { $ref: '#/definitions/invariant' }, wants: 'a list of invariants' } },
    ['kind', 'never'],
  ),
  suite: document(
    'a suite',
    'Expected decisions, for `policy test`.',
    {
      kind: kind('suite'),
      version,
      name: { description: 'What the report calls it.', $ref: '#/definitions/text' },
      cases: { description: 'Calls and what must be decided.', type: 'array', items: { $ref: '#/definitions/expectation' }, wants: 'a list of cases' },
    },
    ['kind', 'cases'],
  ),
};

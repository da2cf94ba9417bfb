import { isolation } from './posture.mjs';
import { valueDefinitions } from './values.mjs';

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

const extended = {
  description: 'A template, or a list of them, whose rules come after the policy’s own.',
  $ref: '#/definitions/textOrTexts',
};

const body = {
  rules: rules('rule'),
  default_action: {
    description: 'What becomes of a call that no rule decides; `deny` where absent.',
    $ref: '#/definitions/action',
  },
  logging: { $ref: '#/definitions/logging' },
  extends: extended,
  isolation: { $ref: '#/definitions/isolation' },
  labels: { $ref: '#/definitions/labels' },
};

const identity = {
  tenant_id: { $ref: '#/definitions/tenantId' },
  name: { description: 'What people call the tenant.', $ref: '#/definitions/text' },
  plan: { description: 'The plan that the tenant pays for.', $ref: '#/definitions/planName' },
  status: {
    description: 'Calls of a suspended tenant are denied.',
    type: 'string',
    enum: ['active', 'suspended'],
    noun: 'a status',
  },
  vars: { $ref: '#/definitions/vars' },
};

const planNames = { pattern: valueDefinitions.planName.pattern, wants: valueDefinitions.planName.wants };

export const documentDefinitions = {
  isolation,
  tenantEntry: document(
    'a tenant of the list',
    'A tenant without rules of its own.',
    {
      ...identity,
      extends: extended,
      isolation: body.isolation,
      labels: body.labels,
    },
    ['tenant_id'],
  ),
  tenant: document(
    'a policy',
    'What one tenant may make an AI agent do.',
    { kind: kind('tenant'), version, ...identity, ...body },
    ['tenant_id'],
  ),
  template: document(
    'a template',
    'A policy without tenant, for `extends`.',
    {
      kind: kind('template'),
      version,
      name: { description: 'What `extends` calls it.', $ref: '#/definitions/text' },
      vars: { $ref: '#/definitions/declarations' },
      ...body,
    },
    ['kind', 'name'],
  ),
  tenants: document(
    'a list of tenants',
    'Many tenants at once.',
    {
      kind: kind('tenants'),
      version,
      tenants: {
        description: 'The tenants.',
        type: 'array',
        minItems: 1,
        items: { $ref: '#/definitions/tenantEntry' },
        wants: 'a list of tenants',
      },
      from: {
        description: 'A JSONL or CSV file that lists them, by its path from this document.',
        $ref: '#/definitions/text',
      },
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
    {
      kind: kind('baseline'),
      version,
      name: { description: 'What findings call it.', $ref: '#/definitions/text' },
      rules: rules('baselineRule'),
    },
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
      tools: {
        description: 'Tools by name.',
        type: 'object',
        minProperties: 1,
        additionalProperties: { $ref: '#/definitions/tool' },
      },
    },
    ['kind', 'tools'],
  ),
  invariants: document(
    'an invariants document',
    'What must never be decided, for all tenants.',
    {
      kind: kind('invariants'),
      version,
      never: {
        description: 'The invariants.',
        type: 'array',
        minItems: 1,
        items: { $ref: '#/definitions/invariant' },
        wants: 'a list of invariants',
      },
    },
    ['kind', 'never'],
  ),
  suite: document(
    'a suite',
    'Expected decisions, for `policy test`.',
    {
      kind: kind('suite'),
      version,
      name: { description: 'What the report calls it.', $ref: '#/definitions/text' },
      cases: {
        description: 'Calls and what must be decided.',
        type: 'array',
        items: { $ref: '#/definitions/expectation' },
        wants: 'a list of cases',
      },
    },
    ['kind', 'cases'],
  ),
};

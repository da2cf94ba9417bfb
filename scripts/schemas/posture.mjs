import { part } from './part.mjs';

const word = (description, ...words) => ({ description, type: 'string', enum: words });
const flag = (description) => ({ description, type: 'boolean' });
const plain = (description) => ({ description, $ref: '#/definitions/text' });
const span = (description) => ({ description, $ref: '#/definitions/span' });
const list = (description) => ({ description, $ref: '#/definitions/texts' });
const sharing = (description) => word(description, 'per_tenant', 'off', 'shared');

export const isolation = {
  description: 'What stands around the agent, so that the linter can hold it against the tenant’s risk.',
  type: 'object',
  additionalProperties: false,
  noun: '`isolation`',
  properties: {
    architecture: word(
      'How tenants are kept apart: each its own (`siloed`), by configuration (`logical`), or not (`shared`).',
      'siloed',
      'logical',
      'shared',
    ),
    data_risk: word('How sensitive the tenant’s data is.', 'public', 'standard', 'confidential', 'regulated'),
    exposure: word('Who uses the agent.', 'external', 'internal'),
    frameworks: {
      description: 'The frameworks the tenant is held to.',
      type: 'array',
      minItems: 1,
      items: { type: 'string', enum: ['soc2', 'hipaa', 'fedramp', 'pci'] },
      wants: 'a list',
    },
    region: plain('Where the data stays.'),
    storage: part('storage', 'The database and its files.', {
      model: word(
        'Tenants in one table (`pool`), in schemas (`bridge`), or in databases of their own (`silo`).',
        'pool',
        'bridge',
        'silo',
      ),
      row_level_security: flag('Whether the database itself holds rows to the tenant.'),
      schema: plain('The tenant’s schema.'),
      kms_key: plain('The key its data is encrypted with.'),
      path_prefix: plain('The folder its files are in.'),
      region: plain('Where it is.'),
    }),
    vectors: part('vectors', 'The vector store.', {
      mode: word('How tenants are kept apart in it.', 'index', 'namespace', 'shard', 'filter'),
      name: plain('The tenant’s index, namespace or shard.'),
      region: plain('Where it is.'),
    }),
    retrieval: part('retrieval', 'Retrieval over graphs.', {
      graph: word('Whether each hop is held to the tenant.', 'off', 'scoped_per_hop', 'unscoped'),
    }),
    compute: part('compute', 'Where tools run.', {
      runtime: word('What holds the code.', 'microvm', 'gvisor', 'container', 'none'),
      runs_untrusted_code: flag('Whether the agent runs code that nobody reviewed.'),
      limits: part('limits', 'What a run may use.', {
        cpu: { description: 'Processors.', type: 'number', exclusiveMinimum: 0 },
        memory_mb: { description: 'Memory, in MiB.', type: 'number', exclusiveMinimum: 0 },
      }),
    }),
    egress: part('egress', 'What may be reached from there.', {
      default: word('What becomes of addresses that are not listed.', 'deny', 'allow'),
      allow: list('Hosts and address blocks.'),
      region: plain('Where traffic leaves.'),
    }),
    identity: part('identity', 'Who the agent is to other systems.', {
      kind: word('What its identity rests on.', 'workload', 'jwt', 'api_key'),
      token_ttl: span('How long a token lives.'),
      claims: list('What a token says.'),
    }),
    credentials: {
      description: 'Where each credential comes from.',
      type: 'object',
      additionalProperties: { $ref: '#/definitions/text' },
      noun: '`credentials`',
    },
    telemetry: part('telemetry', 'Logs and traces.', {
      pipeline: word('Whether they flow apart from other tenants’.', 'dedicated', 'shared'),
      redaction: flag('Whether arguments are masked.'),
    }),
    caches: part('caches', 'What is kept between calls.', {
      semantic: sharing('Answers by meaning.'),
      prefix: sharing('Prompt prefixes.'),
      memory: sharing('The agent’s memory.'),
      tool_results: sharing('Results of tools.'),
    }),
    lifecycle: part('lifecycle', 'How data ends.', {
      erase: plain('How it is erased, such as `kek`: by destroying its key.'),
      key_rotation: span('How often keys change.'),
      memory_ttl: span('How long memory lives.'),
    }),
  },
};

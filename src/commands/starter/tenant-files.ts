import type { StarterFile } from './starter-file.ts';

/** A template, and two tenants that extend it. */
export const tenantFiles: readonly StarterFile[] = [
  {
    path: 'templates/standard.yaml',
    schema: 'template',
    text: `# A template is a policy without a tenant. Tenants take it over with "extends: standard".
kind: template
name: standard

# Rules are asked in this order; the first that decides counts.
rules:
  - id: own-files
    tool: read_file
    closed_arguments: true # an argument that nothing here names is refused
    conditions:
      - match:
          arguments.path: { path_within: ['/data/\${tenant.id}/', /data/shared/] }
        action: allow

  - id: own-records
    tool: [get_record, delete_record]
    closed_arguments: true
    conditions:
      - match:
          arguments.key: { key_within: '\${tenant.id}:' }
        action: allow # for delete_record the baseline makes this require_approval

  - id: mail
    tool: send_email
    closed_arguments: true # no cc, no bcc, no attachments
    constraints: { rate_limit: 20/hour }
    action: require_approval
    reason: Mail leaves the company, so somebody looks at it first
    approval: { channel: slack, webhook: '\${env:APPROVAL_WEBHOOK}', timeout: 10min, on_timeout: deny }

# What no rule decides. Anything but deny is a finding.
default_action: deny

# What stands around the agent, so that the linter can hold it against the tenant's risk.
isolation:
  architecture: logical
  data_risk: standard
  exposure: external
  egress: { default: deny }
  identity: { kind: workload, token_ttl: 15m, claims: [tenant_id, user_id] }
`,
  },
  {
    path: 'tenants/acme.yaml',
    schema: 'tenant',
    text: `# One tenant. All of its rules come from the template; see them with: policy show --tenant tenant_acme
name: Acme
tenant_id: tenant_acme
plan: pro
extends: standard
isolation:
  storage: { model: bridge, row_level_security: true, schema: tenant_acme, path_prefix: /data/tenant_acme/ }
`,
  },
  {
    path: 'tenants/globex.yaml',
    schema: 'tenant',
    text: `# Another tenant. Its own rules come first; one with the id of a template's rule takes that rule's place.
name: Globex
tenant_id: tenant_globex
plan: free
extends: standard
rules:
  - id: mail
    tool: send_email
    action: deny
    reason: Globex has not switched mail on
isolation:
  storage: { model: bridge, row_level_security: true, schema: tenant_globex, path_prefix: /data/tenant_globex/ }
`,
  },
];

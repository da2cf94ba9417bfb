import type { StarterFile } from './starter-file.ts';

/** What holds for the whole company: configuration, plans, boundaries, baseline. */
export const companyFiles: readonly StarterFile[] = [
  {
    path: 'policy.config.yaml',
    schema: 'config',
    text: `# This file makes the folder a policy workspace. Every key is optional; what is absent has its default.

# What the service must put into the context of each call. A call without it is denied. Add user_id once yours sends it.
envelope:
  required: [tenant_id]

# Which set of lint rules counts. A newer version of policy brings no new errors until you raise this.
lint:
  edition: 1

# Recordings that belong to the workspace.
transcripts:
  - files: ['transcripts/*.jsonl']
`,
  },
  {
    path: 'plans.yaml',
    schema: 'plans',
    text: `# What each plan gives. A tenant names its plan; the engine never believes a plan that a call claims.
# A rate is a number of calls in any span of that length: 100/hour, 5/s, 1000/day.
kind: plans
plans:
  free:
    rank: 0
    rate_limits:
      read_file: 100/hour
      get_record: 100/hour
      delete_record: 5/hour
      send_email: 5/hour
      total_tool_calls: 200/hour # all tools together
    logging: { level: decisions_only, retention: 90days }
  pro:
    rank: 1 # a higher plan never gives less; policy lint says where it does
    rate_limits:
      read_file: 2000/hour
      get_record: 2000/hour
      delete_record: 50/hour
      send_email: 100/hour
      total_tool_calls: 5000/hour
    logging: { level: full, retention: 1year }
`,
  },
  {
    path: 'boundaries.yaml',
    schema: 'boundaries',
    text: `# Where each tool's arguments say whose resource they touch. Boundaries are asked before any rule, so that no rule can
# let a tenant out. \${tenant.id} is the tenant that the call is for.
kind: boundaries
enforce: true
tools:
  read_file:
    # A typed matcher takes whole path segments and no "..": /data/tenant_acme/../tenant_globex/x is outside.
    arguments.path:
      any_of:
        - path_within: '/data/\${tenant.id}/'
        - shared: { path_within: /data/shared/ } # what every tenant may read
  get_record:
    arguments.key: { key_within: '\${tenant.id}:' }
  delete_record:
    arguments.key: { key_within: '\${tenant.id}:' }
  send_email:
    # "open" leaves the tenant on purpose. The rule of the template asks a person first.
    arguments.to: open
    arguments.subject: open
    arguments.body: open
`,
  },
  {
    path: 'baseline.yaml',
    schema: 'baseline',
    text: `# Rules that every call of every tenant passes. They deny or ask for approval, and never allow.
kind: baseline
name: for-everyone
rules:
  - id: deletions-need-a-person
    tool: 'delete_*' # * stands for letters, digits, _ and -
    action: require_approval
    reason: Deleting needs a person's approval
    approval: { channel: slack, timeout: 10min, on_timeout: deny }
`,
  },
];

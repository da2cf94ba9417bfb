// A generated fleet as a SaaS company has it: tenants that extend one of twenty templates, plans and boundaries.

export const templateCount = 20;

/**
 * The documents of a fleet as YAML, by path.
 * @param {number} tenants how many
 * @param {{ as?: 'files' | 'list' | 'jsonl' | 'csv' }} options each tenant in a file of its own, or all in one `kind:
 *   tenants` list, in YAML, JSONL or CSV
 * @returns {Map<string, string>}
 */
export function templatedFleet(tenants, { as = 'files' } = {}) {
  const files = new Map([
    ['plans.yaml', plans],
    ['boundaries.yaml', boundaries],
  ]);
  for (let at = 0; at < templateCount; at++) files.set(`templates/${at}.yaml`, template(at));
  if (as === 'list') {
    const entries = Array.from({ length: tenants }, (_, at) => `  - ${flow(tenant(at))}`);
    files.set('tenants.yaml', `kind: tenants\ntenants:\n${entries.join('\n')}\n`);
  } else if (as === 'jsonl' || as === 'csv') {
    const rows = Array.from({ length: tenants }, (_, at) => (as === 'csv' ? csvRow : flow)(tenant(at)));
    const header = as === 'csv' ? 'tenant_id,name,plan,extends,vars.mail_domains:list\n' : '';
    files.set('fleet.yaml', `kind: tenants\nfrom: fleet.${as}\n`);
    files.set(`fleet.${as}`, `${header}${rows.join('\n')}\n`);
  } else {
    for (let at = 0; at < tenants; at++) files.set(`tenants/${tenantId(at)}.yaml`, block(at));
  }
  return files;
}

export function tenantId(at) {
  return `tenant_${String(at).padStart(5, '0')}`;
}

const tiers = ['free', 'pro', 'enterprise'];

const plans = `kind: plans
plans:
  free:
    rank: 0
    tools: [access_file, search_documents, get_ticket, send_email]
    rate_limits: { send_email: 10/hour, total_tool_calls: 500/hour }
  pro:
    rank: 1
    tools: [access_file, search_documents, get_ticket, send_email, http_request]
    rate_limits: { send_email: 100/hour, total_tool_calls: 5000/hour }
  enterprise:
    rank: 2
    tools: ['**']
    rate_limits: { send_email: 1000/hour, total_tool_calls: 50000/hour }
`;

const boundaries = `kind: boundaries
enforce: true
tools:
  access_file:
    arguments.path:
      any_of:
        - path_within: '/data/\${tenant.id}/'
        - shared: { path_within: /data/shared/ }
  search_documents:
    arguments.namespace: { equals: '\${tenant.id}' }
  get_ticket:
    arguments.key: { key_within: '\${tenant.id}:' }
  send_email:
    arguments.to: { email: { domains: '\${vars.mail_domains}' } }
  http_request:
    arguments.url: { url: { schemes: [https], hosts: ['\${tenant.id}.example', '*.\${tenant.id}.example'] } }
  create_report: none
`;

/** How a template lets files through: typed, by a pattern that holds, by one that does not, typed with a second way. */
const fileConditions = [
  `      - match: { arguments.path: { path_within: ['/data/\${tenant.id}/', /data/shared/] } }
        action: allow`,
  `      - match: { arguments.path: '^/data/\${tenant.id}/[a-z0-9]{1,40}\\.(?:txt|pdf)$' }
        action: allow`,
  `      - match: { arguments.path: '\\.(?:pem|key|env)$' }
        action: deny
      - match: { arguments.path: '^/data/\${tenant.id}/' }
        action: allow`,
  `      - match: { arguments.path: { path_within: '/data/\${tenant.id}/exports/' } }
        action: require_approval
      - match: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
        action: allow`,
];

const mailMatchers = [
  `{ email: { domains: '\${vars.mail_domains}' } }`,
  `'^[a-z0-9._-]+@\${vars.mail_domains}$'`,
];

function template(at) {
  return `kind: template
name: role-${at}
vars:
  mail_domains: { type: list }
rules:
  - id: files
    tool: access_file
    closed_arguments: true
    conditions:
${fileConditions[at % fileConditions.length]}
  - id: search
    tool: search_documents
    closed_arguments: true
    conditions:
      - match:
          arguments.namespace: { equals: '\${tenant.id}' }
          arguments.query: { length: { min: 1, max: ${100 + at} } }
        action: allow
  - id: tickets
    tool: get_ticket
    closed_arguments: true
    conditions:
      - match: { arguments.key: { key_within: '\${tenant.id}:tickets/' } }
        action: allow
  - id: mail
    tool: send_email
    closed_arguments: true
    conditions:
      - match:
          arguments.to: ${mailMatchers[(at >> 2) % mailMatchers.length]}
          arguments.body: { length: { max: ${10_000 + at} } }
        action: allow
  - id: pages
    tool: http_request
    closed_arguments: true
    conditions:
      - match: { arguments.url: { url: { schemes: [https], hosts: ['\${tenant.id}.example'] } } }
        action: allow
default_action: deny
`;
}

function tenant(at) {
  return {
    tenant_id: tenantId(at),
    name: `Company ${at}`,
    plan: tiers[at % tiers.length],
    extends: [`role-${at % templateCount}`],
    vars: { mail_domains: [`company-${at}.example`, `mail.company-${at}.example`] },
  };
}

function csvRow({ tenant_id: id, name, plan, extends: [role], vars }) {
  return [id, name, plan, role, vars.mail_domains.join(';')].join(',');
}

/** YAML reads JSON. */
function flow(value) {
  return JSON.stringify(value);
}

/** One tenant in ten has a rule of its own. */
function block(at) {
  const {
    tenant_id: id,
    name,
    plan,
    extends: [role],
    vars,
  } = tenant(at);
  const own = `rules:
  - id: reports
    tool: create_report
    conditions:
      - match: { arguments.month: '^20[0-9]{2}-[01][0-9]$' }
        action: allow
`;
  return `tenant_id: ${id}
name: ${name}
plan: ${plan}
extends: ${role}
vars:
  mail_domains: [${vars.mail_domains.join(', ')}]
${at % 10 === 0 ? own : ''}default_action: deny
`;
}

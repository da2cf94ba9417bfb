/**
 * An old folder as people have them: so many tenants of one product, each written by hand from the one before, with the
 * mistakes that come of it. The same at every call.
 */
export function sloppyPolicies(tenants: number): { readonly [file: string]: string } {
  const files: { [file: string]: string } = {
    'plans.yaml': 'rate_limits:\n  free: { send_email: 10/day }\n  pro: { send_email: 100/day }\n',
    'boundaries.yaml': boundaries,
  };
  for (let at = 0; at < tenants; at++) {
    const id = `customer_${String(at).padStart(3, '0')}`;
    files[`customers/${id}.yaml`] = policy(id, at);
  }
  return files;
}

const boundaries = `kind: boundaries
tools:
  access_file:
    arguments.path: { path_within: '/data/\${tenant.id}/' }
  send_email:
    arguments.to: { email: { domains: ['\${tenant.id}.example.com'] } }
  get_time: none
`;

function policy(id: string, at: number): string {
  const path = [`'^/data/${id}/'`, `'/data/${id}'`, `{ path_within: /data/${id}/ }`, `'^/data/${id}/.*$'`][
    at % 4
  ];
  const mail = [
    `'@${id}.example.com$'`,
    `{ email: { domains: [${id}.example.com] } }`,
    `'^[a-z.]+@${id}.example.com$'`,
  ][at % 3];
  const closed = at % 5 === 0 ? '' : '    closed_arguments: true\n';
  return `tenant_id: ${id}
plan: ${at % 2 === 0 ? 'free' : 'pro'}
rules:
  - id: files
    tool: access_file
${closed}    conditions:
      - match: { arguments.path: ${path} }
        action: allow
  - id: mail
    tool: send_email
    closed_arguments: true
    conditions:
      - match: { arguments.to: ${mail} }
        action: allow
  - id: clock
    tool: get_time
    action: allow
default_action: ${at % 30 === 7 ? 'allow' : 'deny'}
`;
}

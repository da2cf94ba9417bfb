/** The policies that `docs/language.md` begins with, as far as isolation goes, for two tenants; and boundaries. */
export function languagePolicies({
  path = (id: string): string => `'^/data/${id}/'`,
  to = (domain: string): string => `'@${domain}$'`,
  enforce = true,
} = {}): { readonly [file: string]: string } {
  const tenant = (id: string, domain: string): string => `tenant_id: ${id}
vars: { mail_domains: [${domain}] }
rules:
  - tool: send_email
    constraints: { rate_limit: 50/hour }
    conditions:
      - match: { arguments.to: ${to(domain)} }
        action: allow
      - match: { arguments.to: '.*' }
        action: require_approval
        approval: { channel: slack, timeout: 600s }
  - tool: access_file
    conditions:
      - match: { arguments.path: ${path(id)} }
        action: allow
      - match: { arguments.path: '^/data/' }
        action: deny
        reason: Cross-tenant file access denied
default_action: deny
`;
  return {
    'acme.yaml': tenant('tenant_acme', 'acmecorp.com'),
    'xyz.yaml': tenant('tenant_xyz', 'xyz.example'),
    'boundaries.yaml': `kind: boundaries
enforce: ${enforce}
tools:
  access_file: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
  send_email: { arguments.to: { email: { domains: '\${vars.mail_domains}' } } }
`,
  };
}

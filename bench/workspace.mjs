// Small workspaces and calls that several measurements share.
import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../dist/engine/index.js';
import { defaultConfig } from '../dist/model/workspace-config.js';
import { readWorkspace } from '../dist/parse/read-workspace.js';

/** Reads documents given as YAML; throws where something is wrong with them. */
export function workspaceOf(files, config = {}) {
  const whole = { ...defaultConfig, ...config };
  const reading = readWorkspace(new Map(Object.entries(files)), whole);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, whole);
  const problems = [...reading.diagnostics, ...diagnostics];
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
  return workspace;
}

export function engineOf(workspace) {
  return createEngine(workspace, { clock: Date.now, limits: createMemoryLimitStore() });
}

/** Thirteen patterns over five tools, as a platform team writes them. */
export function tenantPolicy(id, { limit = '' } = {}) {
  return `
tenant_id: ${id}
rules:
  - tool: query_database
    conditions:
      - { match: { arguments.query: '(?i)\\b(?:drop|truncate|alter)\\b' }, action: deny }
      - { match: { arguments.query: '(?i)^select\\b' }, action: allow }
      - { match: { arguments.query: 'tenant_id\\s*=\\s*''${id}''' }, action: allow }
  - tool: send_email
${limit}    conditions:
      - { match: { arguments.to: '@competitor\\.example$' }, action: deny }
      - { match: { arguments.to: '^[a-z0-9._-]+@${id}\\.example$' }, action: allow }
      - { match: { arguments.to: '.' }, action: require_approval }
  - tool: access_file
    conditions:
      - { match: { arguments.path: '\\.\\.' }, action: deny }
      - { match: { arguments.path: '\\.(?:pem|key|env)$' }, action: deny }
      - { match: { arguments.path: '^/data/${id}/' }, action: allow }
  - tool: http_request
    conditions:
      - { match: { arguments.url: '^https?://169\\.254\\.' }, action: deny }
      - { match: { arguments.url: '^https://[a-z0-9-]+\\.${id}\\.example/' }, action: allow }
  - tool: vector_search
    conditions:
      - { match: { arguments.query: '(?i)ignore (?:all )?previous instructions' }, action: deny }
      - { match: { arguments.query: '.' }, action: allow }
`;
}

const words =
  'the quarterly report of orders and invoices for customers in the northern region with totals'.split(' ');

/** Calls of all five tools with text of 20 to 300 characters; most are allowed, some are not. */
export function mixedCalls(id, count = 64) {
  const calls = Array.from({ length: count }, (_, at) => {
    const text = Array.from(
      { length: 3 + ((at * 7) % 40) },
      (_, word) => words[(at + word) % words.length],
    ).join(' ');
    const kinds = [
      [
        'query_database',
        { query: `SELECT total FROM orders WHERE tenant_id = '${id}' AND note = '${text}'` },
      ],
      ['send_email', { to: at % 4 === 0 ? 'someone.else@other.example' : `first.last.${at}@${id}.example` }],
      ['access_file', { path: `/data/${id}/${text.replaceAll(' ', '/')}.pdf` }],
      ['http_request', { url: `https://api.${id}.example/v1/${text.replaceAll(' ', '-')}` }],
      ['vector_search', { query: text }],
    ];
    const [tool, args] = kinds[at % kinds.length];
    return { tool, arguments: args, context: { tenant_id: id } };
  });
  // As a service gets them, from JSON: text put together from pieces is laid out otherwise in memory.
  return JSON.parse(JSON.stringify(calls));
}

/** The same policy as a person would write it by hand with native regular expressions: no guarantee of any kind. */
export function handWritten(id) {
  const drop = /\b(?:drop|truncate|alter)\b/i;
  const select = /^select\b/i;
  const scoped = new RegExp(`tenant_id\\s*=\\s*'${id}'`);
  const competitor = /@competitor\.example$/;
  const own = new RegExp(`^[a-z0-9._-]+@${id}\\.example$`);
  const any = /./;
  const dots = /\.\./;
  const secret = /\.(?:pem|key|env)$/;
  const folder = new RegExp(`^/data/${id}/`);
  const metadata = /^https?:\/\/169\.254\./;
  const host = new RegExp(`^https://[a-z0-9-]+\\.${id}\\.example/`);
  const inject = /ignore (?:all )?previous instructions/i;
  return ({ tool, arguments: args }) => {
    switch (tool) {
      case 'query_database':
        if (drop.test(args.query)) return 'deny';
        return select.test(args.query) || scoped.test(args.query) ? 'allow' : 'deny';
      case 'send_email':
        if (competitor.test(args.to)) return 'deny';
        if (own.test(args.to)) return 'allow';
        return any.test(args.to) ? 'require_approval' : 'deny';
      case 'access_file':
        if (dots.test(args.path) || secret.test(args.path)) return 'deny';
        return folder.test(args.path) ? 'allow' : 'deny';
      case 'http_request':
        if (metadata.test(args.url)) return 'deny';
        return host.test(args.url) ? 'allow' : 'deny';
      case 'vector_search':
        if (inject.test(args.query)) return 'deny';
        return any.test(args.query) ? 'allow' : 'deny';
      default:
        return 'deny';
    }
  };
}

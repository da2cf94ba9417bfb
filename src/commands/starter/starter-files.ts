import { companyFiles } from './company-files.ts';
import type { StarterFile } from './starter-file.ts';
import { tenantFiles } from './tenant-files.ts';

/** Where the schemas for editors stand in a workspace that `policy init` wrote. */
export const schemaFolder = '.policy/schemas';

/** The path of the recording that comes with a new workspace. */
export const starterTranscript = 'transcripts/first-day.jsonl';

/** Everything that `policy init` writes, beside the schemas. */
export function starterFiles(): readonly StarterFile[] {
  const documents = [...companyFiles, ...tenantFiles].map((file) => ({
    ...file,
    text: withSchemaLine(file),
  }));
  return [...documents, { path: starterTranscript, text: transcriptText() }];
}

/** The line by which editors find the schema of a document. */
function withSchemaLine({ path, schema, text }: StarterFile): string {
  const up = '../'.repeat(path.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}${schemaFolder}/${schema}.schema.json\n${text}`;
}

// A day of calls. The fourth is an attack: a path that looks like the tenant's own and leads into another's.
const calls = [
  ['tenant_acme', 'ana', 'read_file', { path: '/data/tenant_acme/reports/march.md' }],
  ['tenant_acme', 'ana', 'get_record', { key: 'tenant_acme:orders/1001' }],
  ['tenant_globex', 'gus', 'read_file', { path: '/data/shared/handbook.md' }],
  ['tenant_acme', 'ana', 'read_file', { path: '/data/tenant_acme/../tenant_globex/contracts.md' }],
  [
    'tenant_acme',
    'ana',
    'send_email',
    { to: 'sam@acme.example', subject: 'March', body: 'The report is ready.' },
  ],
  ['tenant_globex', 'gus', 'get_record', { key: 'tenant_globex:invoices/7' }],
] as const;

function transcriptText(): string {
  const lines = calls.map(([tenant, user, tool, args], index) =>
    JSON.stringify({
      tool,
      arguments: args,
      context: { tenant_id: tenant, user_id: user },
      time: `2026-03-02T09:0${index}:00Z`,
      id: `call-${index + 1}`,
      session: `${tenant}-morning`,
    }),
  );
  return `${lines.join('\n')}\n`;
}

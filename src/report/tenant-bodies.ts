import { resolveExtends } from '../engine/resolve/resolve-extends.ts';
import type { PolicyBody, PolicyDocument, TemplateDocument, TenantDocument } from '../model/documents.ts';

/** A document that a tenant's policy is made of, and the templates it came through, itself last. */
export interface ChainedBody {
  readonly body: PolicyBody;
  readonly chain: readonly string[];
}

/** What a tenant's policy is made of. */
export interface TenantBodies {
  readonly tenant: TenantDocument;
  readonly templates: readonly { readonly template: TemplateDocument; readonly chain: readonly string[] }[];
  /** The tenant's own document first, then its templates, the nearest first. */
  readonly bodies: readonly ChainedBody[];
}

/** The documents behind a tenant's policy; undefined where no document is about it. */
export function tenantBodies(
  documents: readonly PolicyDocument[],
  tenantId: string,
): TenantBodies | undefined {
  const tenant = tenantDocuments(documents).find((document) => document.tenantId.value === tenantId);
  if (tenant === undefined) return undefined;
  const byName = new Map<string, TemplateDocument>();
  for (const document of documents)
    if (document.kind === 'template') byName.set(document.name.value, document);
  const { templates } = resolveExtends(tenant, byName);
  const inherited = templates.map(({ template, chain }) => ({ body: template, chain }));
  return { tenant, templates, bodies: [{ body: tenant, chain: [] }, ...inherited] };
}

function tenantDocuments(documents: readonly PolicyDocument[]): readonly TenantDocument[] {
  return documents.flatMap((document) => {
    if (document.kind === 'tenants') return document.tenants;
    return document.kind === 'tenant' ? [document] : [];
  });
}

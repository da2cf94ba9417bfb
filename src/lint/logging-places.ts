import { resolveExtends } from '../engine/resolve/resolve-extends.ts';
import type { PolicyBody, PolicyDocument, TemplateDocument, TenantDocument } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import { tenantDocuments } from './tenant-documents.ts';

/** Tells where a tenant's policy, or the nearest template of it, says a part of its logging; undefined where none does. */
export function loggingPlaces(
  documents: readonly PolicyDocument[],
): (tenant: string, part: 'level' | 'retention') => Place | undefined {
  const templates = new Map<string, TemplateDocument>();
  for (const document of documents)
    if (document.kind === 'template') templates.set(document.name.value, document);
  const tenants = new Map<string, TenantDocument>();
  for (const tenant of tenantDocuments(documents)) tenants.set(tenant.tenantId.value, tenant);
  return (id, part) => {
    const tenant = tenants.get(id);
    if (tenant === undefined) return undefined;
    if (tenant.loggingPlaces?.[part] !== undefined) return tenant.loggingPlaces[part];
    const bodies: readonly PolicyBody[] = resolveExtends(tenant, templates).templates.map(
      ({ template }) => template,
    );
    return bodies.find(({ loggingPlaces }) => loggingPlaces?.[part] !== undefined)?.loggingPlaces?.[part];
  };
}

import type { PolicyDocument, TenantDocument } from '../model/documents.ts';

/** Every tenant's document, those of a list of tenants included, in their order. */
export function* tenantDocuments(documents: readonly PolicyDocument[]): Generator<TenantDocument> {
  for (const document of documents) {
    if (document.kind === 'tenant') yield document;
    else if (document.kind === 'tenants') yield* document.tenants;
  }
}

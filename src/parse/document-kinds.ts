import type { DocumentKind } from '../model/documents.ts';

/** All kinds, in the order in which messages name them. */
export const documentKinds: readonly DocumentKind[] = [
  'tenant',
  'plans',
  'template',
  'tenants',
  'baseline',
  'boundaries',
  'tools',
  'invariants',
  'suite',
];

import { stringify } from 'yaml';
import type { PlainTenant, PlainWorkspace } from './plain-documents.ts';

/** A document as text. */
export interface RenderedFile {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** The documents as YAML, one a file, in the order of their names. */
export function renderWorkspace(workspace: PlainWorkspace): readonly RenderedFile[] {
  const bare = workspace.tenants.filter(isBare);
  const documents: (readonly [file: string, document: unknown])[] = [
    ...workspace.baseline.map((document, index) => [`baseline-${index}.yaml`, document] as const),
    ...workspace.boundaries.map((document, index) => [`boundaries-${index}.yaml`, document] as const),
    ...(workspace.plans === undefined ? [] : [['plans.yaml', workspace.plans] as const]),
    ...workspace.templates.map((document) => [`templates/${document.name}.yaml`, document] as const),
    ...(bare.length === 0 ? [] : [['tenants.yaml', { kind: 'tenants', tenants: bare }] as const]),
    ...workspace.tenants
      .filter((tenant) => !isBare(tenant))
      .map((document) => [`tenants/${document.tenant_id}.yaml`, document] as const),
  ];
  return documents.map(([file, document]) => ({ file, text: yamlText(document) }));
}

/** Quoted, so that no text is read as something else; without anchors and folded lines. */
function yamlText(document: unknown): string {
  return stringify(document, {
    aliasDuplicateObjects: false,
    defaultKeyType: 'PLAIN',
    defaultStringType: 'QUOTE_SINGLE',
    lineWidth: 0,
  });
}

/** A tenant without rules of its own may stand in a `tenants` document. */
function isBare(tenant: PlainTenant): boolean {
  return tenant.rules === undefined && tenant.default_action === undefined;
}

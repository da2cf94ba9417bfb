import type { PolicyDocument, TemplateDocument } from '../../model/documents.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { tenantDocuments } from '../tenant-documents.ts';

export const fleetOrphan: LintRule = {
  code: 'fleet/orphan',
  level: 'warning',
  kind: 'F',
  edition: 1,
  finds: 'a plan or template nobody uses',
  help: 'remove it, or name it where it was meant',
  controls: [control('nist-800-53', 'CM-6'), control('nist-800-53', 'CM-7'), control('soc2', 'CC8.1')],
  check: everythingIsUsed,
};

/** Every plan is some tenant's, and some tenant extends every template, by way of others or not. */
function* everythingIsUsed({ documents, workspace }: LintContext): Iterable<Report> {
  // Plans and templates alone are a library for others.
  if (workspace.tenants.size === 0) return;
  const plans = new Set([...workspace.tenants.values()].map(({ plan }) => plan));
  for (const { name } of workspace.plans?.values() ?? []) {
    if (plans.has(name.value)) continue;
    yield {
      message: `no tenant has the plan ${name.value}`,
      label: 'nobody has it',
      help: 'remove it, or leave it with a comment for `policy-ignore` while it is for sale and not sold',
      place: name.place,
    };
  }
  const used = usedTemplates(documents);
  for (const { name } of templatesOf(documents)) {
    if (used.has(name.value)) continue;
    yield {
      message: `no tenant extends the template ${name.value}`,
      label: 'nobody extends it',
      help: 'remove it, or name it in the `extends` of whom it is for: its rules hold for nobody',
      place: name.place,
    };
  }
}

function usedTemplates(documents: readonly PolicyDocument[]): ReadonlySet<string> {
  const parents = new Map(
    templatesOf(documents).map((template) => [template.name.value, template.extends] as const),
  );
  const used = new Set<string>();
  for (const tenant of tenantDocuments(documents)) for (const { value } of tenant.extends) used.add(value);
  // A set visits what is added during iteration, and a name once, so circles end.
  for (const name of used) for (const { value } of parents.get(name) ?? []) used.add(value);
  return used;
}

function templatesOf(documents: readonly PolicyDocument[]): readonly TemplateDocument[] {
  return documents.filter((document) => document.kind === 'template');
}

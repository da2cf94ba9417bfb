import type { PolicyDocument, TenantDocument } from '../../model/documents.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { control } from '../control.ts';
import { prefixPatterns } from '../prefix-patterns.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { tenantDocuments } from '../tenant-documents.ts';

export const fleetIdCollision: LintRule = {
  code: 'fleet/id-collision',
  level: 'error',
  kind: 'F',
  edition: 1,
  finds:
    'tenant ids equal after case folding or look-alike folding, or one a prefix of another where prefixes are matched',
  help: 'give one of the tenants another id',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'AC-2'),
    control('soc2', 'CC6.1'),
    control('pci-dss', 'A1.1.3'),
  ],
  check: function* ({ documents, workspace }: LintContext) {
    yield* idsLookDifferent(documents);
    yield* idsEndWherePatternsDo(documents, workspace);
  },
};

/** No two tenant ids are the same to a system that ignores case, or to a reader who takes one character for another. */
function* idsLookDifferent(documents: readonly PolicyDocument[]): Iterable<Report> {
  const seen = new Map<string, string>();
  for (const { tenantId } of tenantDocuments(documents)) {
    const id = tenantId.value;
    const keys = [withoutCase(id), lookAlike(id)];
    const other = keys.map((key) => seen.get(key)).find((known) => known !== undefined && known !== id);
    for (const key of keys) if (!seen.has(key)) seen.set(key, id);
    if (other === undefined) continue;
    const how =
      id.toLowerCase() === other.toLowerCase() ? 'only in case' : 'only in characters that look alike';
    yield {
      message: `the tenants ${id} and ${other} differ ${how}`,
      label: `too much like ${other}`,
      place: tenantId.place,
      tenant: id,
    };
  }
}

function withoutCase(id: string): string {
  return `case ${id.toLowerCase().replaceAll('0', 'o').replaceAll('-', '_')}`;
}

// Here `I` is an `l`; in the other key it is an `i`. So `mail` and `mall` stay apart.
function lookAlike(id: string): string {
  return `look ${id.replace(/[1I]/g, 'l').toLowerCase().replaceAll('0', 'o').replaceAll('-', '_')}`;
}

/** Where a tenant's id begins with another's, no pattern of the other's takes the one for the other. */
function* idsEndWherePatternsDo(
  documents: readonly PolicyDocument[],
  workspace: EffectiveWorkspace,
): Iterable<Report> {
  const patternFor = prefixPatterns(workspace);
  for (const [tenant, shorterIds] of prefixedTenants(documents)) {
    for (const shorter of shorterIds) {
      const policy = workspace.tenants.get(shorter);
      if (policy === undefined || policy.status === 'suspended') continue;
      const found = patternFor(policy, tenant.tenantId.value);
      if (found === undefined) continue;
      const { file, line } = found.matcher.place;
      yield {
        message: `a pattern of ${shorter} also takes ${found.text}, which is for ${tenant.tenantId.value}`,
        label: `begins with ${shorter}`,
        help: `end the pattern at ${file}:${line} after the id, as in \`\${tenant.id}/\`, or write a typed matcher there`,
        place: tenant.tenantId.place,
        tenant: tenant.tenantId.value,
        causes: [file, policy.place.file],
      };
      break;
    }
  }
}

/** Tenants whose id begins with other ids, with these, the longest first. */
function* prefixedTenants(
  documents: readonly PolicyDocument[],
): Generator<readonly [TenantDocument, readonly string[]]> {
  const sorted = [...tenantDocuments(documents)].sort((a, b) =>
    a.tenantId.value < b.tenantId.value ? -1 : 1,
  );
  const open: string[] = [];
  for (const tenant of sorted) {
    const id = tenant.tenantId.value;
    while (open.length > 0 && !id.startsWith(open.at(-1) ?? '')) open.pop();
    const shorter = open.filter((other) => other !== id).reverse();
    if (shorter.length > 0) yield [tenant, shorter];
    open.push(id);
  }
}

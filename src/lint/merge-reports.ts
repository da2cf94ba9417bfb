import type { Severity } from '../model/diagnostic.ts';
import type { Report } from './rule.ts';

/** A report with its code and the severity that the rule gave it. */
export interface CodedReport {
  readonly code: string;
  readonly severity: Severity;
  readonly report: Report;
}

/** Reports that say the same of several tenants, as one; `tenants` are their ids, sorted. */
export interface MergedReport extends CodedReport {
  readonly tenants: readonly string[];
}

/**
 * Puts together what a template or a list of tenants causes: reports of one code that say the same of different tenants,
 * at one place, or anywhere in one file that `isTenantList` knows. The first tenant by id stands for the others.
 * Reports without a tenant are kept, each once.
 */
export function mergeReports(
  reports: Iterable<CodedReport>,
  isTenantList: (file: string) => boolean,
): readonly MergedReport[] {
  const groups = new Map<string, CodedReport[]>();
  for (const coded of reports) {
    const key = groupKey(coded, isTenantList(coded.report.place.file));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [coded]);
    else group.push(coded);
  }
  return [...groups.values()].flatMap(merged);
}

function merged(group: readonly CodedReport[]): readonly MergedReport[] {
  const byTenant = new Map<string, CodedReport>();
  let other: CodedReport | undefined;
  for (const coded of group) {
    const { tenant, tenants = tenant === undefined ? [] : [tenant] } = coded.report;
    if (tenants.length === 0) other ??= coded;
    for (const id of tenants) if (!byTenant.has(id)) byTenant.set(id, coded);
  }
  const tenants = [...byTenant.keys()].sort();
  const [example] = tenants;
  const first = example === undefined ? other : byTenant.get(example);
  return first === undefined ? [] : [{ ...first, tenants }];
}

function groupKey({ code, severity, report }: CodedReport, inTenantList: boolean): string {
  const { message, tenant, tenants, place, rule, tool, kindred } = report;
  const isAboutTenants = tenant !== undefined || tenants !== undefined;
  const where = inTenantList && isAboutTenants ? [place.file] : [place.file, place.start, place.end];
  return JSON.stringify([code, severity, kindred ?? withoutTenant(message, tenant), rule, tool, ...where]);
}

function withoutTenant(message: string, tenant: string | undefined): string {
  if (tenant === undefined || !message.includes(tenant)) return message;
  return message
    .split(/([A-Za-z0-9_-]+)/)
    .map((word) => (word === tenant ? '\0' : word))
    .join('');
}

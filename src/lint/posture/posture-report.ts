import type { Severity } from '../../model/diagnostic.ts';
import type { Report } from '../rule.ts';
import { placeFor } from './posture-values.ts';
import type { DeclaredSubject, PostureSubject } from './posture-subjects.ts';
import type { Risk } from './risk.ts';

/** A report about all tenants of a subject. Its message names none of them. */
export function reportAbout(subject: Pick<PostureSubject, 'tenants'>, report: Report): Report {
  return { ...report, tenants: subject.tenants };
}

/** A report about what a posture does not say, where it would stand. */
export function reportMissing(subject: DeclaredSubject, path: string, report: Omit<Report, 'place'>): Report {
  return reportAbout(subject, {
    label: `without \`${path}\``,
    place: placeFor(subject.posture, path),
    ...report,
  });
}

/** What it is that a posture leaves something unsaid: nobody can tell, and where the risk asks nobody may assume. */
export function unsaid(risk: Risk): Severity {
  return risk.asks ? 'error' : 'warning';
}

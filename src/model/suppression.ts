import type { Place } from './place.ts';

/** The name of the file of suppressions, beside the configuration. */
export const suppressionsName = 'policy.suppressions.json';

/** What tells findings apart that were there already, never by line. */
export interface SuppressedFinding {
  readonly code: string;
  /** The file, where the finding is not one tenant's. */
  readonly file?: string;
  readonly tenant?: string;
  readonly rule?: string;
  readonly tool?: string;
  /** The text that is marked, each run of white space one space. Absent for secrets. */
  readonly matcher?: string;
}

/** An entry of `policy.suppressions.json`. */
export interface Suppression extends SuppressedFinding {
  /** How many findings are alike, from 1. */
  readonly count: number;
  readonly reason?: string;
  /** The last day on which it hides anything, `2027-01-31`. */
  readonly until?: string;
}

/** An entry, and where it stands. */
export interface PlacedSuppression extends Suppression {
  readonly place: Place;
}

/** An entry, and what became of it. */
export interface SuppressionUse {
  readonly suppression: PlacedSuppression;
  /** How many findings it hid. */
  readonly hidden: number;
  /** Its date is before today, or is none. */
  readonly expired: boolean;
}

/** The same text for findings that are alike. */
export function suppressionKey({ code, file, tenant, rule, tool, matcher }: SuppressedFinding): string {
  return JSON.stringify([code, file, tenant, rule, tool, matcher].map((part) => part ?? null));
}

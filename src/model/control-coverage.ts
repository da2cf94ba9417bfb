import type { Unclaimed } from './finding.ts';

/** What a run asked of one rule, and what it could not look at. */
export interface RuleCoverage {
  readonly code: string;
  /** In how many of the files that were read it is switched off. */
  readonly offFiles: number;
  /** Tenants that it looked at; 0 where it had nothing to look at. */
  readonly tenants: number;
  /** Of the rules that judge postures: tenants who declare nothing that it judges by. */
  readonly undeclared: number;
  /** The kinds of documents without which it has nothing to look at, and of which there are none. */
  readonly lacks: readonly string[];
}

/** How many findings of each severity. */
export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/**
 * What a run says of one control. `uncovered`: no rule serves it, or none that does had anything to look at.
 * `findings`: something was found. `partly`: nothing was, and something of it was delegated or not covered. `checked`:
 * neither; which is not that the control is met, for a control asks for more than documents show.
 */
export interface ControlCoverage {
  readonly id: string;
  readonly title: string;
  readonly state: 'findings' | 'partly' | 'checked' | 'uncovered';
  /** The rules that looked at something, with what they found. */
  readonly checked: readonly ({ readonly code: string; readonly tenants: number } & FindingCounts)[];
  readonly findings: FindingCounts;
  /** Arguments of tools that boundaries leave to another control. */
  readonly delegated: readonly Pick<Unclaimed, 'tool' | 'path' | 'to'>[];
  /** What no rule that serves it looked at, and why; for a person. */
  readonly notCovered: readonly string[];
}

/** A catalogue with every control of it. */
export interface CatalogueCoverage {
  readonly catalogue: string;
  readonly title: string;
  readonly version: string;
  readonly controls: readonly ControlCoverage[];
}

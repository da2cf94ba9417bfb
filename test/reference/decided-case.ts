import { type ProgramVerdicts, programVerdicts } from './compare.ts';
import { type Case, generateCase } from './generate.ts';

/** A generated case and what the program says to its calls. */
export interface DecidedCase {
  readonly tried: Case;
  readonly program: ProgramVerdicts;
}

/** How many calls a case has. */
export const callsEach = 50;

/** So many are kept: the cases that several tests look at. */
const mostKept = 120;
const kept = new Map<number, DecidedCase>();

/** The case of a seed, decided by the program; the first are decided once for all tests. */
export function decidedCase(seed: number): DecidedCase {
  const known = kept.get(seed);
  if (known !== undefined) return known;
  const tried = generateCase(seed, callsEach);
  const decided = { tried, program: programVerdicts(tried) };
  if (seed < mostKept) kept.set(seed, decided);
  return decided;
}

import { UserMistake } from '../host/user-mistake.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import type { Severity } from '../model/diagnostic.ts';
import type { Finding, LintResult } from '../model/finding.ts';
import type { Level } from '../model/workspace-config.ts';
import { type Given, mustBeOneOf } from './given.ts';

const severities: readonly Severity[] = ['error', 'warning', 'note'];
const levels: readonly Level[] = ['off', 'note', 'warning', 'error'];

/** The options of a run, from the command line. `clock` in milliseconds since 1970. Throws `UserMistake`. */
export function lintOptions(given: Given, clock: () => number): LintOptions {
  const edition = readEdition(given.text('edition'));
  return {
    today: new Date(clock()).toISOString().slice(0, 10),
    levels: new Map(given.list('rule').map(readLevel)),
    ...(edition === undefined ? {} : { edition }),
  };
}

/** `--fail-on`: the least severity that fails the run; error where it was not given. */
export function failThreshold(given: Given): Severity {
  const text = given.text('fail-on') ?? 'error';
  const severity = severities.find((name) => name === text);
  if (severity !== undefined) return severity;
  mustBeOneOf('--fail-on', text, severities);
  return 'error';
}

/**
 * Whether what was found fails the run: a finding at or above the threshold, or a proof that could not be settled,
 * whatever its level, unless that is allowed.
 */
export function failsRun(
  { findings, summary }: LintResult,
  threshold: Severity,
  allowUndecided: boolean,
): boolean {
  if (summary.undecided > 0 && !allowUndecided) return true;
  return findings.some((finding) => failsAlone(finding, threshold, allowUndecided));
}

/** Whether a finding by itself fails the run. */
export function failsAlone(
  { code, severity }: Finding,
  threshold: Severity,
  allowUndecided: boolean,
): boolean {
  if (code === 'isolation/undecided') return !allowUndecided;
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

function readLevel(text: string): [code: string, level: Level] {
  const equals = text.lastIndexOf('=');
  const level = levels.find((name) => name === text.slice(equals + 1));
  if (equals > 0 && level !== undefined) return [text.slice(0, equals), level];
  throw new UserMistake(`--rule cannot be '${text}'`, {
    help: `write --rule CODE=LEVEL, with one of ${levels.join(', ')}`,
  });
}

function readEdition(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === 'next') return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UserMistake(`--edition cannot be '${text}'`, { help: 'write a number from 1, or next' });
}

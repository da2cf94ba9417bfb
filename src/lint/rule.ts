import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import type { DocumentKind, PolicyDocument } from '../model/documents.ts';
import type { ControlReference, RuleKind, Witness } from '../model/finding.ts';
import type { Memory } from '../model/memory.ts';
import type { SuppressionUse } from '../model/suppression.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { IgnoreComment } from '../parse/ignore-comments.ts';
import type { SourceText } from '../text/source-text.ts';

/** What a rule says: a diagnostic without the code, which the frame fills in, and what only findings have. */
export interface Report extends Omit<Diagnostic, 'code' | 'severity'> {
  /** Where it differs from the rule's level. */
  readonly severity?: Severity;
  readonly witness?: Witness;
  /** The ids of all tenants it is about, where one report stands for several of them; then its message names none. */
  readonly tenants?: readonly string[];
  /** Says the same for reports that are one finding although their messages differ. */
  readonly kindred?: string;
  /** The text at `place` is a secret that no output may show. */
  readonly secret?: boolean;
}

/** What a rule may look at. */
export interface LintContext {
  readonly documents: readonly PolicyDocument[];
  readonly workspace: EffectiveWorkspace;
  /** The text of every policy file, by path; also of files that could not be read as a document. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** What reading and compiling the documents found under this code. */
  readonly diagnosed: (code: string) => readonly Diagnostic[];
  /** What earlier runs found out; changes no report. */
  readonly memory?: Memory;
}

/** A comment that asks to hide findings, and what became of it. */
export interface IgnoreUse {
  readonly comment: IgnoreComment;
  /** How many findings it hid. */
  readonly hidden: number;
  /** Its date is before today. */
  readonly expired: boolean;
}

/** What rules that judge the run itself may look at. */
export interface RunContext {
  readonly ignores: readonly IgnoreUse[];
  readonly suppressions: readonly SuppressionUse[];
  /** The codes of all rules. */
  readonly codes: readonly string[];
}

/**
 * One lint rule: what `docs/rules` and `policy rules` print of it, and the function that finds. A rule's file holds
 * this object and, below it, the function under the sentence that must hold.
 */
export interface LintRule {
  readonly code: string;
  readonly level: Severity;
  readonly kind: RuleKind;
  /** The edition that brought it; under an older `lint.edition` its findings are notes. */
  readonly edition: number;
  /** One line: what it finds. */
  readonly finds: string;
  /** What to write, where a report does not say it better. */
  readonly help: string;
  readonly controls: readonly ControlReference[];
  /** The keys of a posture that it judges by: of a tenant that has none of them it can say at most that they are missing. */
  readonly posture?: readonly string[];
  /** The kinds of documents without which it has nothing to look at. */
  readonly needs?: readonly DocumentKind[];
  readonly check: (context: LintContext) => Iterable<Report>;
  /** Asked after all other rules, about the run itself. */
  readonly checkRun?: (context: RunContext) => Iterable<Report>;
}

/** For rules whose finding is done where documents are read and compiled: they hold the code, its level and its page. */
export function diagnosedAs(code: string): (context: LintContext) => readonly Report[] {
  return (context) => context.diagnosed(code);
}

/**
 * Whether findings of this code can be neither ignored, nor suppressed, nor lowered: text that was not understood, and
 * an escape that nothing stops.
 */
export function isLockedCode(code: string): boolean {
  return code.startsWith('yaml/') || code.startsWith('schema/') || code === 'isolation/escape';
}

/**
 * Whether findings of this code cannot be switched off: what is undecided is never silent, and only `--allow-undecided`
 * lets a run pass with it. Its level may be lowered.
 */
export function isNeverOff(code: string): boolean {
  return code === 'isolation/undecided';
}

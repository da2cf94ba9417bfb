import type { Finding, HiddenFinding } from '../model/finding.ts';
import type { IgnoreComment } from '../parse/ignore-comments.ts';
import { type IgnoreUse, isLockedCode } from './rule.ts';

export interface IgnoredFindings {
  readonly findings: readonly Finding[];
  readonly hidden: readonly HiddenFinding[];
  readonly uses: readonly IgnoreUse[];
}

/**
 * Takes out the findings that a comment on the line above hides. Several comments may stand above one line. A comment
 * without reason, past its date (`today` and dates as `2027-01-31`, the day itself included) or with a date that is
 * none hides nothing, and nothing hides a locked code or `structure/ignore`.
 */
export function applyIgnores(
  findings: readonly Finding[],
  comments: readonly IgnoreComment[],
  today: string,
): IgnoredFindings {
  const counts = new Map<IgnoreComment, number>();
  const hidden: HiddenFinding[] = [];
  const byTarget = commentsByTarget(comments, today);
  const kept = findings.filter((finding) => {
    if (isLockedCode(finding.code) || finding.code === 'structure/ignore') return true;
    const comment = byTarget.get(targetKey(finding.file, finding.range.start.line, finding.code));
    if (comment === undefined) return true;
    counts.set(comment, (counts.get(comment) ?? 0) + 1);
    const { reason } = comment;
    hidden.push({ finding, by: 'comment', ...(reason === undefined ? {} : { reason }) });
    return false;
  });
  return {
    findings: kept,
    hidden,
    uses: comments.map((comment) => ({
      comment,
      hidden: counts.get(comment) ?? 0,
      expired: comment.until !== undefined && comment.until < today,
    })),
  };
}

/** Whether text is a day of the calendar, `2027-01-31`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return time.toISOString().slice(0, 10) === text;
}

function isInForce({ reason, until }: IgnoreComment, today: string): boolean {
  if (reason === undefined || reason === '') return false;
  return until === undefined || (isDay(until) && until >= today);
}

/** The comments in force by the line they are about: the next one that is no such comment, in force or not. */
function commentsByTarget(
  comments: readonly IgnoreComment[],
  today: string,
): ReadonlyMap<string, IgnoreComment> {
  const targets = new Map<string, IgnoreComment>();
  // For each comment's line the one it is about. From the last one up, so that a wall of comments is walked once.
  const linesAfter = new Map<string, number>();
  for (const comment of [...comments].reverse()) {
    const { file, line } = comment.place;
    const target = linesAfter.get(`${line + 1} ${file}`) ?? line + 1;
    linesAfter.set(`${line} ${file}`, target);
    if (isInForce(comment, today)) targets.set(targetKey(file, target, comment.code), comment);
  }
  return targets;
}

function targetKey(file: string, line: number, code: string): string {
  return `${line} ${code} ${file}`;
}

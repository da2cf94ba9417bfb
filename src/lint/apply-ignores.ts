import type { Finding } from '../model/finding.ts';
import type { IgnoreComment } from '../parse/ignore-comments.ts';
import { type IgnoreUse, isLockedCode } from './rule.ts';

export interface IgnoredFindings {
  readonly findings: readonly Finding[];
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
  const hidden = new Map<IgnoreComment, number>();
  const byTarget = commentsByTarget(comments.filter((comment) => isInForce(comment, today)));
  const kept = findings.filter((finding) => {
    if (isLockedCode(finding.code) || finding.code === 'structure/ignore') return true;
    const comment = byTarget.get(targetKey(finding.file, finding.range.start.line, finding.code));
    if (comment === undefined) return true;
    hidden.set(comment, (hidden.get(comment) ?? 0) + 1);
    return false;
  });
  return {
    findings: kept,
    uses: comments.map((comment) => ({
      comment,
      hidden: hidden.get(comment) ?? 0,
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

/** Comments by the line they are about: the next one that is no such comment. */
function commentsByTarget(comments: readonly IgnoreComment[]): ReadonlyMap<string, IgnoreComment> {
  const lines = new Set(comments.map(({ place }) => `${place.line} ${place.file}`));
  const targets = new Map<string, IgnoreComment>();
  for (const comment of [...comments].reverse()) {
    let line = comment.place.line + 1;
    while (lines.has(`${line} ${comment.place.file}`)) line += 1;
    targets.set(targetKey(comment.place.file, line, comment.code), comment);
  }
  return targets;
}

function targetKey(file: string, line: number, code: string): string {
  return `${line} ${code} ${file}`;
}

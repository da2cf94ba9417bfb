import type { Finding } from '../model/finding.ts';
import { utf8Length } from '../text/utf8-length.ts';
import { severities } from './finding-order.ts';

/** How much of a report there is room for. */
export interface ReportRoom {
  readonly findings: number;
  /** UTF-8 bytes of what `render` makes of them. */
  readonly bytes: number;
}

/** No bound at all, for `--all`. */
export const unbounded: ReportRoom = { findings: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** What there was room for, each with its text, and what is left; both in the order that was given. */
export interface FittedFindings {
  readonly shown: readonly { readonly finding: Finding; readonly text: string }[];
  readonly left: readonly Finding[];
}

/** Fills the room with the worst findings first. What is too long for what is left of it gives way to the next. */
export function fitFindings(
  findings: readonly Finding[],
  room: ReportRoom,
  render: (finding: Finding) => string,
): FittedFindings {
  const texts = new Map<Finding, string>();
  let bytes = 0;
  for (const severity of severities) {
    for (const finding of findings) {
      if (finding.severity !== severity || texts.size >= room.findings) continue;
      const text = render(finding);
      const size = utf8Length(text);
      if (bytes + size > room.bytes) continue;
      bytes += size;
      texts.set(finding, text);
    }
  }
  return {
    shown: findings.flatMap((finding) => {
      const text = texts.get(finding);
      return text === undefined ? [] : [{ finding, text }];
    }),
    left: findings.filter((finding) => !texts.has(finding)),
  };
}

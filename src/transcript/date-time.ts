/**
 * Milliseconds since 1970-01-01T00:00:00Z of an RFC 3339 time; undefined where the text is none. What is finer than a
 * millisecond is cut off; a leap second counts as the second after it.
 */
export function readDateTime(text: string): number | undefined {
  if (text.length < 20 || text.length > 64 || !hasMarks(text)) return undefined;
  const year = number(text, 0, 4);
  const month = number(text, 5, 2);
  const day = number(text, 8, 2);
  const hour = number(text, 11, 2);
  const minute = number(text, 14, 2);
  const second = number(text, 17, 2);
  // A part that is no number is NaN, and no comparison with it holds.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined;
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  const zone = fractionEnd(text);
  const offset = zone < 0 ? undefined : readOffset(text, zone);
  if (offset === undefined) return undefined;
  const seconds = (dayNumber(year, month, day) * 24 + hour) * 3600 + (minute - offset) * 60 + second;
  return seconds * 1000 + milliseconds(text, zone);
}

/** As `readDateTime`; a time without zone is UTC, as recorders without zones mean it. */
export function readUtcDateTime(text: string): number | undefined {
  return readDateTime(text) ?? readDateTime(`${text}Z`);
}

function hasMarks(text: string): boolean {
  const middle = text.charCodeAt(10);
  if (middle !== 0x54 && middle !== 0x74 && middle !== 0x20) return false;
  return text[4] === '-' && text[7] === '-' && text[13] === ':' && text[16] === ':';
}

/** The offset of the zone: after the seconds and, where there is one, their fraction; -1 where it is malformed. */
function fractionEnd(text: string): number {
  if (text[19] !== '.') return 19;
  let at = 20;
  while (isDigit(text.charCodeAt(at))) at++;
  return at === 20 ? -1 : at;
}

function milliseconds(text: string, end: number): number {
  let value = 0;
  for (let at = 20; at < 23; at++) value = value * 10 + (at < end ? text.charCodeAt(at) - 0x30 : 0);
  return value;
}

/** Minutes east of UTC. */
function readOffset(text: string, at: number): number | undefined {
  const sign = text[at];
  if (text.length === at + 1) return sign === 'Z' || sign === 'z' ? 0 : undefined;
  if (text.length !== at + 6 || text[at + 3] !== ':') return undefined;
  const hours = number(text, at + 1, 2);
  const minutes = number(text, at + 4, 2);
  if (!(hours <= 23 && minutes <= 59)) return undefined;
  if (sign === '+') return hours * 60 + minutes;
  return sign === '-' ? -(hours * 60 + minutes) : undefined;
}

function number(text: string, start: number, length: number): number {
  let value = 0;
  for (let at = start; at < start + length; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return Number.NaN;
    value = value * 10 + code - 0x30;
  }
  return value;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const daysBefore: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** Days since 1970-01-01 in the Gregorian calendar. */
function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return before * 365 + leapDays + (daysBefore[month - 1] ?? 0) + leapDay + day - 719_163;
}

function daysIn(year: number, month: number): number {
  const days = (daysBefore[month] ?? 0) - (daysBefore[month - 1] ?? 0);
  return month === 2 && isLeap(year) ? days + 1 : days;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

import { countText } from './number-text.ts';

/** How far a replay is. */
export interface ReplayProgress {
  readonly calls: number;
  /** Read so far. */
  readonly bytes: number;
  /** Of all recordings, where that is known. */
  readonly totalBytes?: number;
  readonly elapsedMs: number;
}

const barColumns = 20;

/** One line of at most 80 columns, without line break: calls, a bar, the rate, the time left. */
export function progressLine({ calls, bytes, totalBytes, elapsedMs }: ReplayProgress): string {
  const rate = elapsedMs > 0 ? (bytes / elapsedMs) * 1000 : 0;
  const parts = [`${countText(calls)} calls`, `${(rate / 1e6).toFixed(1)} MB/s`];
  if (totalBytes === undefined || totalBytes === 0) return parts.join('  ');
  const share = Math.min(1, bytes / totalBytes);
  const filled = Math.round(share * barColumns);
  const bar = '█'.repeat(filled) + '░'.repeat(barColumns - filled);
  const left = rate === 0 ? [] : [`${durationText((totalBytes - bytes) / rate)} left`];
  return [bar, `${Math.floor(share * 100)} %`, ...parts, ...left].join('  ');
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
function durationText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

import { describe, expect, it } from 'vitest';
import { createMemoryLimitStore } from '../../../src/engine/limits/memory-limit-store.ts';

const one = { key: 'rule:a', count: 1, unitMs: 1000 };
const two = { key: 'total', count: 2, unitMs: 1000 };

describe('the memory limit store', () => {
  it('takes all requests or none', () => {
    const store = createMemoryLimitStore();
    expect(store.take('t', [one, two], 0)).toEqual({
      taken: true,
      standings: [
        { used: 1, waitMs: 0 },
        { used: 1, waitMs: 0 },
      ],
    });
    expect(store.take('t', [one, two], 500)).toEqual({
      taken: false,
      standings: [
        { used: 1, waitMs: 500 },
        { used: 1, waitMs: 0 },
      ],
    });
    expect(store.take('t', [two], 500).taken).toBe(true);
  });

  it('keeps tenants apart', () => {
    const store = createMemoryLimitStore();
    expect(store.take('a', [one], 0).taken).toBe(true);
    expect(store.take('b', [one], 0).taken).toBe(true);
    expect(store.take('a', [one], 0).taken).toBe(false);
  });

  it('holds a clock that steps back', () => {
    const store = createMemoryLimitStore();
    expect(store.take('t', [one], 5000).taken).toBe(true);
    expect(store.take('t', [one], 0).standings[0]?.waitMs).toBe(1000);
    expect(store.take('t', [one], 6000).taken).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('does not believe %d', (now) => {
    const store = createMemoryLimitStore();
    expect(store.take('t', [one], now).taken).toBe(true);
    expect(store.take('t', [one], now).taken).toBe(false);
    expect(store.take('t', [one], 1000).taken).toBe(true);
  });

  it('gives a limit that was changed a new counter', () => {
    const store = createMemoryLimitStore();
    store.take('t', [one], 0);
    expect(store.take('t', [{ ...one, count: 3 }], 0).taken).toBe(true);
  });

  it('forgets counters that hold nothing any more', () => {
    const store = createMemoryLimitStore();
    for (let at = 0; at < 5000; at++) {
      expect(store.take('t', [{ ...one, key: `tool:${at}` }], at * 10).taken).toBe(true);
    }
    expect(store.take('t', [{ ...one, key: 'tool:4999' }], 49_990).taken).toBe(false);
  });
});

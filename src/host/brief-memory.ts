import { hash } from 'node:crypto';
import type { Memory } from '../model/memory.ts';

/** A memory for one run, in which more than one version of a workspace is looked at. */
export function briefMemory(): Memory {
  const kept = new Map<string, string>();
  const digest = (text: string): string => hash('sha256', text, 'base64url');
  return {
    digest,
    recall: (key) => kept.get(digest(key)),
    keep: (key, value) => {
      kept.set(digest(key), value);
    },
  };
}

import { rmSync } from 'node:fs';

// Files that are being written beside their final place. The list belongs to the process, since a signal ends all of it.
const pending = new Set<string>();

/** Remembers a half-written file, so that it does not outlive the process. */
export function addPendingFile(path: string): void {
  pending.add(path);
}

/** The file was moved to its place or removed. */
export function settlePendingFile(path: string): void {
  pending.delete(path);
}

/** Removes every half-written file, at once. Never throws. */
export function discardPendingFiles(): void {
  for (const path of pending) {
    try {
      rmSync(path, { force: true });
    } catch {
      // The process is ending; there is nobody left to tell.
    }
  }
  pending.clear();
}

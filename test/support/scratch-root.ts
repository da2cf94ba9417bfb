import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that holds every scratch folder of a run. */
    scratchRoot: string;
  }
}

let root: string | undefined;

/** Makes the folder before the first test file. */
export function setup(project: TestProject): void {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'policy-test-')));
  // What is in it may be run by somebody else too, where a test says so.
  chmodSync(root, 0o711);
  project.provide('scratchRoot', root);
}

/** Removes it after the last. */
export function teardown(): void {
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
}

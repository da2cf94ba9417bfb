import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where recorded data lies, beside the repository; absent on most machines. */
export const decisionsFolder: string = fileURLToPath(
  new URL('../../../shared/data/decisions/', import.meta.url),
);

export const hasDecisions: boolean = existsSync(decisionsFolder);

import type { PlainCall } from './envelope.ts';
import { generateCalls } from './generate-calls.ts';
import { generateWorkspace } from './generate-workspace.ts';
import type { PlainWorkspace } from './plain-documents.ts';
import { randomFrom } from './random.ts';

/** A workspace and the calls that it is asked about, in order. */
export interface Case {
  readonly workspace: PlainWorkspace;
  readonly calls: readonly PlainCall[];
}

/** The case of that number; the same on every machine. */
export function generateCase(seed: number, calls: number): Case {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1));
  const workspace = generateWorkspace(random);
  return { workspace, calls: generateCalls(workspace, calls, random) };
}

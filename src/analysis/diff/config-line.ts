import type { FileLine, GateSide } from './workspace-change.ts';

/** The line of the configuration that first holds one of the words, else its first; null where there is none. */
export function configLine(gate: GateSide | undefined, ...words: readonly string[]): FileLine | null {
  if (gate?.configFile === undefined) return null;
  const { name, text } = gate.configFile;
  const lines = text.split('\n');
  for (const word of words) {
    const index = lines.findIndex((line) => !line.trimStart().startsWith('#') && line.includes(word));
    if (index !== -1) return { file: name, line: index + 1 };
  }
  return { file: name, line: 1 };
}

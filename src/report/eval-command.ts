import type { Witness } from '../model/finding.ts';
import { jsonLine } from './json-text.ts';

/** The command line that decides a witness again, quoted for a POSIX shell; it holds no character that moves what is shown. */
export function evalCommand(
  { tool, arguments: args, context }: Witness,
  ...options: readonly string[]
): string {
  const { tenant_id: tenant, ...more } = context;
  const words = [
    ...(tool.startsWith('-') ? ['--'] : []),
    quoted(tool),
    ...(typeof tenant === 'string' ? ['--tenant', quoted(tenant)] : []),
    ...(Object.keys(args).length === 0 ? [] : ['--args', quoted(jsonLine(args))]),
    ...(Object.keys(more).length === 0 ? [] : ['--context', quoted(jsonLine(more))]),
    ...options,
  ];
  return `policy eval ${words.join(' ')}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

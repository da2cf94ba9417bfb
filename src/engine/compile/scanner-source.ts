import { compileScanner } from '../../pattern/compile-scanner.ts';
import { dialectVersion } from '../../pattern/dialect-version.ts';
import type { Scanner } from '../../pattern/scanner.ts';
import { PolicyError } from './policy-error.ts';
import type { TextLanguages } from './text-languages.ts';

/** Scanners made earlier, by key: those of a bundle's `tables.bin`. */
export interface TableSource {
  find(key: string): Scanner | undefined;
}

/** Gives the scanner for a set of languages: from memory, from tables, else compiled. */
export interface ScannerSource {
  scannerFor(languages: TextLanguages): Scanner;
}

/** The name of a set of languages: the same for the same languages in the same order and dialect version. */
export function scannerKey(languages: TextLanguages): string {
  return JSON.stringify([dialectVersion, ...languages.keys]);
}

/** Tenants with the same patterns share one scanner. At most `capacity` are kept; past it the oldest goes. */
export function createScannerSource(tables?: TableSource, capacity = 50_000): ScannerSource {
  const known = new Map<string, Scanner>();
  return {
    scannerFor(languages) {
      const key = scannerKey(languages);
      const scanner = known.get(key) ?? fromTables(tables, key, languages) ?? compiled(languages);
      known.delete(key);
      known.set(key, scanner);
      const [oldest] = known.keys();
      if (known.size > capacity && oldest !== undefined) known.delete(oldest);
      return scanner;
    },
  };
}

function fromTables(
  tables: TableSource | undefined,
  key: string,
  languages: TextLanguages,
): Scanner | undefined {
  const scanner = tables?.find(key);
  return scanner !== undefined && scanner.patterns === languages.nodes.length ? scanner : undefined;
}

function compiled(languages: TextLanguages): Scanner {
  const result = compileScanner(languages.nodes);
  if (result.ok) return result.scanner;
  throw new PolicyError(`${languages.keys[result.pattern] ?? 'a pattern'} passes the budget for automata`);
}

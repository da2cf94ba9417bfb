import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory } from '../model/memory.ts';
import { visibleText } from '../text/visible-text.ts';
import { fileProblem } from './file-problem.ts';
import { fileSink } from './output-sink.ts';

/** A memory that a folder keeps. */
export interface FileMemory extends Memory {
  /**
   * Writes what was kept and what was recalled, and forgets all else. Does nothing where nothing was kept. Throws
   * `UserMistake` where the folder cannot be written; what was there before stays then.
   */
  save(): Promise<void>;
}

const fileName = 'memory';

/**
 * Opens the memory of a folder, which need not be there. Only what this build of the program wrote, `program`, and
 * nobody damaged counts: any other file is as none, and no mistake.
 */
export function openFileMemory(folder: string, program: string): FileMemory {
  const before = readEntries(join(folder, fileName), program);
  const used = new Map<string, string>();
  let isNew = false;
  return {
    digest,
    recall(key) {
      const name = digest(key);
      const value = used.get(name) ?? before.get(name);
      if (value !== undefined) used.set(name, value);
      return value;
    },
    keep(key, value) {
      isNew = true;
      used.set(digest(key), value);
    },
    async save() {
      if (!isNew) return;
      makeFolder(folder);
      const content = JSON.stringify([...used]);
      const sink = fileSink(fileName, folder);
      try {
        await sink.write(`${seal(program, content)}\n${content}`);
      } catch (error) {
        sink.discard();
        throw error;
      }
      sink.commit();
    },
  };
}

function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** The first line of a file: which program wrote it, and that what follows is what it wrote. */
function seal(program: string, content: string): string {
  return `policy-memory-1 ${program} ${digest(`${program}\n${content}`)}`;
}

function readEntries(path: string, program: string): ReadonlyMap<string, string> {
  try {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    return text.slice(0, end) === seal(program, content) ? entriesOf(JSON.parse(content)) : new Map();
  } catch {
    // Whatever is wrong with it, the run goes on as the first one did.
    return new Map();
  }
}

function entriesOf(content: unknown): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const entry of Array.isArray(content) ? content : []) {
    const [name, value]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name === 'string' && typeof value === 'string') entries.set(name, value);
  }
  return entries;
}

/** A new folder says itself that git is to leave it out. */
function makeFolder(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true }) === undefined) return;
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    throw fileProblem(error, visibleText(folder));
  }
}

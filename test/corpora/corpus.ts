import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A call of the corpora. What a field that is not here says is for people. */
export interface CorpusCall {
  readonly id: string;
  readonly class: string;
  readonly tool: string;
  readonly arguments: unknown;
  /** Where it is present, that text is the call's arguments. */
  readonly raw_json?: string;
  readonly tenant: string;
  readonly why: string;
}

/** A call that gets past a naive policy. */
export interface Attack extends CorpusCall {
  /** What each naive policy that it was tried on says; text where it fails. */
  readonly naive_verdicts: { readonly [policy: string]: boolean | string };
  readonly effect: { readonly crosses: string };
}

const folder = new URL('../../../shared/data/', import.meta.url);

/** Whether the corpora lie beside the repository; they are no part of it. */
export const hasCorpora: boolean = existsSync(fileURLToPath(new URL('attacks.jsonl', folder)));

/** Calls that do harm, or did with some tool. */
export const attacks: readonly Attack[] = hasCorpora ? linesOf('attacks.jsonl') : [];

/** Calls that people and their agents make. */
export const benignCalls: readonly CorpusCall[] = hasCorpora ? linesOf('benign.jsonl') : [];

/** The names of the naive policies, each with what it says. */
export const naiveNames: readonly string[] = hasCorpora
  ? Object.keys(JSON.parse(textOf('naive-policies.json')))
  : [];

/** Whether a real engine, mailer, shell or store let the call reach another tenant. */
export function crosses({ effect }: Attack): boolean {
  return effect.crosses.startsWith('yes');
}

function linesOf<Line>(file: string): readonly Line[] {
  return textOf(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

function textOf(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

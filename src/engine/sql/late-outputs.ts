import type { Fields } from './tree.ts';

/** Where the value of an expression goes: out of the statement, into a condition, or out of a query by a name. */
export type Use = 'shown' | 'asked' | { readonly as: string | undefined };

/** An output of a query in FROM or WITH that may fail, and that no condition must ask: it would be of foreign rows. */
interface LateOutput {
  readonly what: string;
  readonly where: Fields;
}

/** Outputs that may fail, and what names are mentioned where. Names stand for themselves, whatever query they are of. */
export interface LateOutputs {
  readonly outputs: Map<string, LateOutput>;
  readonly asked: Set<string>;
  /** From a name to the names of outputs that are made of it; undefined where an output has no name of its own. */
  readonly madeInto: Map<string, Set<string | undefined>>;
  /** A FROM item gives the columns of a query other names. */
  renamed: boolean;
}

export function noLateOutputs(): LateOutputs {
  return { outputs: new Map(), asked: new Set(), madeInto: new Map(), renamed: false };
}

/** Notes that an expression that may fail is, or is part of, an output; false where its name is not known. */
export function noteLateOutput({ outputs }: LateOutputs, use: Use, what: string, where: Fields): boolean {
  if (typeof use === 'string' || use.as === undefined) return false;
  if (!outputs.has(use.as)) outputs.set(use.as, { what, where });
  return true;
}

/** Notes that a name is mentioned, of a column or of a row. */
export function noteMention({ asked, madeInto }: LateOutputs, use: Use, name: string): void {
  if (use === 'asked') asked.add(name);
  else if (use !== 'shown') {
    const names = madeInto.get(name) ?? new Set<string | undefined>();
    madeInto.set(name, names.add(use.as));
  }
}

/** An output that may fail and that a condition asks, by whatever names it got there; `rows` are the names of FROM items. */
export function askedLateOutput(late: LateOutputs, rows: ReadonlySet<string>): LateOutput | undefined {
  const { outputs, asked, madeInto, renamed } = late;
  const [first] = outputs.values();
  if (first === undefined) return undefined;
  const reached = new Map<string | undefined, LateOutput>(outputs);
  // A map that grows while it is walked is walked to its end.
  for (const [name, output] of reached)
    for (const next of (name === undefined ? undefined : madeInto.get(name)) ?? [])
      if (!reached.has(next)) reached.set(next, output);
  for (const name of [...asked, undefined]) {
    const output = reached.get(name);
    if (output !== undefined) return output;
  }
  // Whoever names a row names all that is in it.
  return renamed || [...madeInto.keys(), ...asked].some((name) => rows.has(name)) ? first : undefined;
}

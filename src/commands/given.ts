import { UserMistake } from '../host/user-mistake.ts';

/** What the user gave a command. Options are asked by their long name without dashes. */
export interface Given {
  readonly operands: readonly string[];
  /** The value of an option, if it was given. */
  text(option: string): string | undefined;
  /** The value of an option that has to be given. Throws `UserMistake` where it was not. */
  required(option: string): string;
  flag(option: string): boolean;
  /** The values of a repeatable option, in order. */
  list(option: string): readonly string[];
  /** The items of an option that takes a list with commas, each one of `allowed`. Throws `UserMistake`. */
  choices(option: string, allowed: readonly string[]): readonly string[];
  /** All values as they were parsed, for `givenValues` in another process. */
  values(): ReadonlyMap<string, unknown>;
}

/** Typed access to parsed values. An option that the command does not have is a fault. */
export function givenValues(operands: readonly string[], values: ReadonlyMap<string, unknown>): Given {
  const lookUp = (option: string): unknown => {
    if (!values.has(option)) throw new Error(`the command has no option --${option}`);
    return values.get(option);
  };
  const text = (option: string): string | undefined => {
    const value = lookUp(option);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    operands,
    text,
    required: (option) => {
      const value = text(option);
      if (value === undefined) throw new UserMistake(`--${option} is missing`);
      return value;
    },
    values: () => values,
    flag: (option) => lookUp(option) === true,
    list: (option) => {
      const value = lookUp(option);
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    },
    choices: (option, allowed) => {
      const items = (text(option) ?? '').split(',').map((item) => item.trim());
      const chosen = text(option) === undefined ? [] : items;
      for (const item of chosen) mustBeOneOf(`--${option}`, item, allowed);
      return chosen;
    },
  };
}

/** Throws `UserMistake` unless `value` is one of `allowed`. */
export function mustBeOneOf(what: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new UserMistake(`${what} cannot be '${value}'`, { help: `one of ${allowed.join(', ')}` });
}

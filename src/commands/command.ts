import type { CommandContext } from './command-context.ts';

/** 0 done, 1 findings or denials the user asked about, 2 not possible as asked, 3 a fault here. */
export type ExitCode = 0 | 1 | 2 | 3;

/** An option of one command; those that every command has are in `common-options.ts`. */
export interface OptionDefinition {
  /** As commander reads it: `--tenant <id>`, `--trace`, `-n, --number <n>`. */
  readonly flags: string;
  readonly about: string;
  /** May be given several times; `Given.list` has the values in order. */
  readonly repeatable?: boolean;
  /** What its value may be, for shells to offer; other values may be right too. */
  readonly values?: readonly string[];
}

/** An operand of a command. */
interface OperandDefinition {
  readonly name: string;
  readonly about: string;
  /** What it may be, for shells to offer. */
  readonly values?: readonly string[];
}

/** What one command is: read by the frame to parse, help and run it. */
export interface CommandDefinition {
  /** One line, shown in the list of commands and above its help. */
  readonly summary: string;
  /** Operands as commander reads them, `<tool>` or `[files...]`; all optional ones may be left out. */
  readonly operands?: readonly OperandDefinition[];
  readonly options: readonly OptionDefinition[];
  /** The formats it reports in; the first is the default. */
  readonly formats: readonly [string, ...string[]];
  /** A worked example with what it prints, shown below the help. */
  readonly example: string;
  /** Parse options, load, call the library, report. Throws `UserMistake`; anything else is a fault of this program. */
  readonly run: (context: CommandContext) => Promise<ExitCode>;
}

/** A command in the list: its module is loaded only when it runs. */
export interface CommandListing {
  readonly name: string;
  readonly summary: string;
  readonly load?: () => Promise<CommandDefinition>;
  readonly commands?: readonly CommandListing[];
}

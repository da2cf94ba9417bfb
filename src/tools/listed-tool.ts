import type { JsonObject } from '../model/json.ts';

/** A tool as a server or a request lists it. */
export interface ListedTool {
  readonly name: string;
  /** JSON Pointer of its entry, after the page where there are several: `page 2 /result/tools/0`. */
  readonly place: string;
  readonly description?: string;
  readonly inputSchema?: JsonObject | boolean;
  /** The key of the entry that holds it: `inputSchema`, `input_schema` or `parameters`. */
  readonly schemaKey: string;
  readonly outputSchema?: JsonObject | boolean;
  /** What an MCP server says of it; a claim, no more. */
  readonly hints: { readonly readOnly?: boolean; readonly destructive?: boolean };
  /** Keys of the entry that a tools document has no place for, sorted. */
  readonly leftOut: readonly string[];
}

/** What is wrong with a list. */
export interface ListProblem {
  readonly place: string;
  /** Without full stop. May hold text of the list. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
}

/** A JSON number whose decimal text no JavaScript number holds exactly: kept as text, never rounded. */
export class InexactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Scalar = string | number | boolean;

/** JSON data. `InexactNumber` appears only where JSON text was read strictly. */
export type JsonValue = Scalar | null | InexactNumber | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Arguments that arrived as JSON text which cannot be judged (a duplicate key, or no JSON at all). */
export class UnjudgeableArguments {
  /** What is wrong with the text, for a person; without full stop. */
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

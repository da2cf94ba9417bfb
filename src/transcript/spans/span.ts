import type { JsonObject, JsonValue } from '../../model/json.ts';

/** A span of a trace, whatever wrote it. */
export interface Span {
  readonly name: string;
  readonly trace: string | undefined;
  readonly id: string | undefined;
  readonly parent: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number | undefined;
  /** Own attributes first, else those of its resource. */
  readonly attributes: ReadonlyMap<string, JsonValue>;
  /** Attributes that hold a key twice, so that nobody can say what they mean. */
  readonly doubtful: ReadonlySet<string>;
  readonly header: JsonObject | undefined;
  /** What happened in it, each with attributes of its own. */
  readonly events: readonly SpanEvent[];
}

export interface SpanEvent {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, JsonValue>;
}

import type { Decision, Engine } from '../../src/engine/index.ts';
import type { JsonValue, UnjudgeableArguments } from '../../src/model/json.ts';
import { readArguments } from '../../src/text/strict-json.ts';
import type { CorpusCall } from './corpus.ts';

/** The decision on a call, its arguments read as recorded ones are, where they are text. Limits take nothing. */
export function decideCall(
  engine: Engine,
  call: CorpusCall,
  { boundaries = true }: { readonly boundaries?: boolean } = {},
): Decision {
  return engine.decide(
    {
      tool: call.tool,
      arguments: argumentsOf(call),
      context: { tenant_id: call.tenant, user_id: 'dana' },
    },
    { without: { limits: true, boundaries: !boundaries } },
  );
}

/** What the call's arguments say; what the corpora only describe, for it is long or deep, is built. */
export function argumentsOf({
  raw_json: text,
  arguments: args,
}: Pick<CorpusCall, 'raw_json' | 'arguments'>): JsonValue | UnjudgeableArguments {
  return readArguments(
    (text ?? JSON.stringify(args)).replace(/"NESTED:(\d+)"/, nested).replace(/LONG:(\d+)/, long),
  );
}

function nested(_: string, depth: string): string {
  return '['.repeat(Number(depth)) + ']'.repeat(Number(depth));
}

function long(_: string, length: string): string {
  return 'a'.repeat(Number(length));
}

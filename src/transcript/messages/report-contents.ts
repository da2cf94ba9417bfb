import type { FoundCall, RecordSink } from '../transcript-format.ts';
import type { MessageContent } from './messages.ts';

/** Hands what messages hold to the sink. `about` is what all calls of the record have in common. */
export function reportContents(
  contents: readonly MessageContent[],
  sink: RecordSink,
  about: Pick<FoundCall, 'session' | 'time' | 'header'>,
): void {
  for (const content of contents) reportContent(content, sink, about);
}

/** As `reportContents`, for one message. */
export function reportContent(
  content: MessageContent,
  sink: RecordSink,
  about: Pick<FoundCall, 'session' | 'time' | 'header'>,
): void {
  for (const why of content.problems) sink.malformed(why);
  for (const call of content.calls) sink.call({ ...call, ...about });
  for (const tool of content.foreign) sink.unjudged('called in a message that is not the agent’s', tool);
}

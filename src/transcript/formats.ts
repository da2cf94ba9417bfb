import { agentDojoFormat } from './agentdojo.ts';
import { anthropicMessagesFormat } from './anthropic-messages.ts';
import { openAiChatFormat } from './openai-chat.ts';
import { tauBenchFormat } from './tau-bench.ts';
import { toolkitFormat } from './toolkit.ts';
import type { TranscriptFormat } from './transcript-format.ts';

/** Every format that can be read, in the order in which messages name them. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  toolkitFormat,
  anthropicMessagesFormat,
  openAiChatFormat,
  agentDojoFormat,
  tauBenchFormat,
];

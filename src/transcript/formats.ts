import { agentDojoFormat } from './formats/agentdojo.ts';
import { anthropicMessagesFormat } from './formats/anthropic-messages.ts';
import { openAiChatFormat } from './formats/openai-chat.ts';
import { tauBenchFormat } from './formats/tau-bench.ts';
import { toolkitFormat } from './formats/toolkit.ts';
import type { TranscriptFormat } from './transcript-format.ts';

/** Every format that can be read, in the order in which messages name them. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  toolkitFormat,
  anthropicMessagesFormat,
  openAiChatFormat,
  agentDojoFormat,
  tauBenchFormat,
];

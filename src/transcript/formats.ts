import { agentDojoFormat } from './formats/agentdojo.ts';
import { aiSdkFormat } from './formats/ai-sdk.ts';
import { anthropicMessagesFormat } from './formats/anthropic-messages.ts';
import { bedrockConverseFormat } from './formats/bedrock-converse.ts';
import { claudeCodeFormat } from './formats/claude-code.ts';
import { codexFormat } from './formats/codex.ts';
import { cohereChatFormat } from './formats/cohere-chat.ts';
import { geminiFormat } from './formats/gemini.ts';
import { langChainFormat } from './formats/langchain.ts';
import { langfuseFormat } from './formats/langfuse.ts';
import { langSmithFormat } from './formats/langsmith.ts';
import { mcpFormat } from './formats/mcp.ts';
import { opaDecisionsFormat } from './formats/opa-decisions.ts';
import { openAiChatFormat } from './formats/openai-chat.ts';
import { openAiResponsesFormat } from './formats/openai-responses.ts';
import { openHandsFormat } from './formats/openhands.ts';
import { openTelemetryFormat } from './formats/opentelemetry.ts';
import { sweAgentFormat } from './formats/swe-agent.ts';
import { tauBenchFormat } from './formats/tau-bench.ts';
import { tau2BenchFormat } from './formats/tau2-bench.ts';
import { toolkitFormat } from './formats/toolkit.ts';
import type { TranscriptFormat } from './transcript-format.ts';

/** Every format that can be read, in the order in which messages name them. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  toolkitFormat,
  anthropicMessagesFormat,
  openAiChatFormat,
  openAiResponsesFormat,
  geminiFormat,
  bedrockConverseFormat,
  cohereChatFormat,
  mcpFormat,
  aiSdkFormat,
  langChainFormat,
  claudeCodeFormat,
  codexFormat,
  openTelemetryFormat,
  langfuseFormat,
  opaDecisionsFormat,
  tau2BenchFormat,
  langSmithFormat,
  sweAgentFormat,
  openHandsFormat,
  agentDojoFormat,
  tauBenchFormat,
];

import type { ServerProfile } from './server-profile.ts';
import { chromaProfile } from './servers/chroma.ts';
import { fetchProfile } from './servers/fetch.ts';
import { filesystemProfile } from './servers/filesystem.ts';
import { gitProfile } from './servers/git.ts';
import { githubProfile } from './servers/github.ts';
import { gmailProfile } from './servers/gmail.ts';
import { memoryProfile } from './servers/memory.ts';
import { pineconeProfile } from './servers/pinecone.ts';
import { postgresProfile } from './servers/postgres.ts';
import { qdrantProfile } from './servers/qdrant.ts';
import { slackProfile } from './servers/slack.ts';
import { sqliteProfile } from './servers/sqlite.ts';

/** The servers whose tools are known, by name. No two of them have a tool of one name. */
export const serverProfiles: readonly ServerProfile[] = [
  chromaProfile,
  fetchProfile,
  filesystemProfile,
  gitProfile,
  githubProfile,
  gmailProfile,
  memoryProfile,
  pineconeProfile,
  postgresProfile,
  qdrantProfile,
  slackProfile,
  sqliteProfile,
];

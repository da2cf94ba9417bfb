import { describe, expect, it } from 'vitest';
import { effectByName } from '../../src/profile/effect-names.ts';

describe('effectByName', () => {
  it.each([
    ['read_file', 'read'],
    ['getPost', 'read'],
    ['slack_post_message', 'send'],
    ['batch_delete_emails', 'delete'],
    ['get_or_create_label', 'write'],
    ['chroma_add_documents', 'write'],
    ['list_deleted_files', 'read'],
    ['mcp__bank__transfer-money', 'pay'],
    ['run_report', 'execute'],
    ['search_and_replace', 'read'],
    ['vector', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('%s: %s', (tool, effect) => {
    expect(effectByName(tool)).toBe(effect);
  });
});

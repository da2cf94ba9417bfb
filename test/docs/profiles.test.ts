import { describe, expect, it } from 'vitest';
import { readPage } from './page.ts';
import { profileTables } from './profile-tables.ts';

describe('docs/tools.md', () => {
  const { text } = readPage('docs/tools.md');

  it.each(profileTables().map((table) => [table.split('\n')[0] ?? '', table]))(
    'has %s as the program has it',
    (_, table) => {
      expect(text).toContain(table);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../src/lint/find-secrets.ts';
import { lintJson } from '../../../src/report/lint-json.ts';
import { lintPretty } from '../../../src/report/lint-pretty.ts';
import { runs } from '../../support/is-long.ts';
import { lintTexts, markedBy } from '../lint-texts.ts';

// Put together here, so that no secret stands in this file as such.
const random = 'a8F3kQ9zLm2Xv7Tn4R' + 'w6Yb1Ca8F3kQ9zLm2X';
const key = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIB\n`;

describe('structure/secret', () => {
  it.each([
    ['AKIA' + 'IOSFODNN7EXAMPLE', 'an AWS access key'],
    [`ghp_${random}`, 'a GitHub token'],
    [`token=ghp_${random}`, 'a GitHub token'],
    [`xoxb-2314-${random}`, 'a Slack token'],
    [`sk-ant-api03-${random}`, 'an Anthropic key'],
    [key, 'a private key'],
    [
      `https://hooks.slack.com/services/T024BE7LD/B9X2ZP1QK/${random.slice(0, 24)}`,
      'a webhook address with a secret',
    ],
    [`https://example.com/hook?key=${random}`, 'a webhook address with a secret'],
    ['postgres://app:hunter22@db/acme', 'a password in an address'],
    ['# password: hunter2hunter2', 'the value of password'],
    ['crm_api_key: "k3yQ9zLm2Xv7!"', 'the value of crm_api_key'],
    [`name: ${random}`, 'long random text, as keys and tokens are'],
  ])('finds %j', (text, what) => {
    expect(findSecrets(text).map((secret) => secret.what)).toEqual([what]);
  });

  it.each([
    'https://hooks.slack.com/services/acme/xxx',
    'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'webhook: ${env:ACME_WEBHOOK}',
    'token: ${vars.something}',
    'credentials: { crm: vault/acme/crm }',
    'token_ttl: 15m',
    'max_tokens: 1000000000',
    'arguments.token: "^[a-z0-9]{40}$"',
    'kms_key: arn:aws:kms:eu-west-1:111122223333:key/550e8400-e29b-41d4-a716-446655440000',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
    'AcmeCorpProductionDatabase2024BackupPrimary',
    'sk-this-is-a-very-long-name-of-a-rule-in-kebab-case',
    `sha256-${random}`,
  ])('passes over %j', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it('points at the secret, in comments too', () => {
    const text = `tenant_id: t\n# ghp_${random} works\n`;
    expect(markedBy('structure/secret', text)).toEqual([`policy.yaml:2:3 ghp_${random}`]);
  });

  it('is shown by no output', () => {
    const result = lintTexts(`tenant_id: t\ndefault_action: allow # ghp_${random}\n`);
    expect(result.summary.errors).toBe(2);
    expect(lintPretty(result, result.sources)).not.toContain(random.slice(0, 8));
    expect(lintJson(result)).not.toContain(random.slice(0, 8));
  });

  it.each(['x', 'sk-', '0_'])('does not stumble over a word of megabytes of %j', (part) => {
    expect(findSecrets(part.repeat(runs(2_000_000, 8_000_000) / part.length))).toEqual([]);
  });

  it.each(['a_', 'Aa1', 'token:', 'https://', 'sk-', 'a://b:', '-----BEGIN PRIVATE KEY-----', 'AKIA'])(
    'ends on %j over and over',
    (part) => {
      const repeats = runs(40_000, 100_000);
      // So many repeats end within the time of a test only where the work is linear.
      expect(findSecrets(part.repeat(repeats)).length).toBeLessThanOrEqual(repeats);
    },
  );
});

/** A kind of token that is told by how it begins. `least` is the least length of what follows the prefix. */
export interface TokenShape {
  readonly prefix: string;
  readonly least: number;
  readonly what: string;
  /** What follows may hold `-`, `_`, `.`, `+` and `=`; otherwise letters and digits only. */
  readonly punctuated?: boolean;
}

/** Tokens whose issuers mark them so that they can be found. The longer prefix comes first. */
export const tokenShapes: readonly TokenShape[] = [
  { prefix: 'AKIA', least: 16, what: 'an AWS access key' },
  { prefix: 'ASIA', least: 16, what: 'an AWS access key' },
  { prefix: 'github_pat_', least: 36, what: 'a GitHub token', punctuated: true },
  { prefix: 'ghp_', least: 30, what: 'a GitHub token' },
  { prefix: 'gho_', least: 30, what: 'a GitHub token' },
  { prefix: 'ghu_', least: 30, what: 'a GitHub token' },
  { prefix: 'ghs_', least: 30, what: 'a GitHub token' },
  { prefix: 'ghr_', least: 30, what: 'a GitHub token' },
  { prefix: 'glpat-', least: 18, what: 'a GitLab token', punctuated: true },
  { prefix: 'glrt-', least: 18, what: 'a GitLab token', punctuated: true },
  { prefix: 'xoxb-', least: 18, what: 'a Slack token', punctuated: true },
  { prefix: 'xoxp-', least: 18, what: 'a Slack token', punctuated: true },
  { prefix: 'xoxa-', least: 18, what: 'a Slack token', punctuated: true },
  { prefix: 'xoxr-', least: 18, what: 'a Slack token', punctuated: true },
  { prefix: 'xoxs-', least: 18, what: 'a Slack token', punctuated: true },
  { prefix: 'xapp-', least: 18, what: 'a Slack token', punctuated: true },
  { prefix: 'sk-ant-', least: 20, what: 'an Anthropic key', punctuated: true },
  { prefix: 'sk-proj-', least: 20, what: 'an OpenAI key', punctuated: true },
  { prefix: 'sk-', least: 32, what: 'an API key', punctuated: true },
  { prefix: 'sk_live_', least: 16, what: 'a Stripe key' },
  { prefix: 'sk_test_', least: 16, what: 'a Stripe key' },
  { prefix: 'rk_live_', least: 16, what: 'a Stripe key' },
  { prefix: 'whsec_', least: 24, what: 'a webhook signing secret', punctuated: true },
  { prefix: 'AIza', least: 30, what: 'a Google API key', punctuated: true },
  { prefix: 'GOCSPX-', least: 20, what: 'a Google client secret', punctuated: true },
  { prefix: 'ya29.', least: 20, what: 'a Google access token', punctuated: true },
  { prefix: 'SG.', least: 40, what: 'a SendGrid key', punctuated: true },
  { prefix: 'npm_', least: 30, what: 'an npm token' },
  { prefix: 'pypi-', least: 40, what: 'a PyPI token', punctuated: true },
  { prefix: 'hf_', least: 30, what: 'a Hugging Face token' },
  { prefix: 'dop_v1_', least: 40, what: 'a DigitalOcean token' },
  { prefix: 'dckr_pat_', least: 20, what: 'a Docker token', punctuated: true },
  { prefix: 'hvs.', least: 20, what: 'a Vault token', punctuated: true },
  { prefix: 'shpat_', least: 28, what: 'a Shopify token' },
  { prefix: 'shpss_', least: 28, what: 'a Shopify token' },
  { prefix: 'lin_api_', least: 30, what: 'a Linear key' },
  { prefix: 'figd_', least: 30, what: 'a Figma token', punctuated: true },
  { prefix: 'PMAK-', least: 30, what: 'a Postman key', punctuated: true },
  { prefix: 'AGE-SECRET-KEY-1', least: 50, what: 'an age key' },
  { prefix: 'eyJhbGciOi', least: 30, what: 'a JSON Web Token', punctuated: true },
  { prefix: 'eyJ0eXAiOi', least: 30, what: 'a JSON Web Token', punctuated: true },
];

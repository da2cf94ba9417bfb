import { control } from '../control.ts';
import { patternReports } from '../patterns/pattern-reports.ts';
import type { LintRule } from '../rule.ts';

export const matchKnownAttack: LintRule = {
  code: 'match/known-attack',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a pattern that allows values of a catalogue of attacks for its kind',
  help: 'write a typed matcher, which takes one plain form only',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('owasp-mcp', 'MCP05:2025'),
    control('nist-800-53', 'SI-10'),
    control('nist-800-53', 'AC-4'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: patternReports('match/known-attack'),
};

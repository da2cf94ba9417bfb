import { gzipSync } from 'node:zlib';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';

/**
 * What breaks a rule of GitHub's code scanning for uploads, after its page "SARIF support for code scanning" and its limits
 * for uploads, as of November 2026; empty for a file that it takes and shows whole.
 */
export function codeScanningProblems(text: string): readonly string[] {
  const log: Log = JSON.parse(text);
  const problems: string[] = [];
  const must = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  must(gzipSync(text).length <= 10_000_000, 'larger than 10 MB when compressed');
  must(isText(log.$schema), '$schema is missing');
  must(log.version === '2.1.0', 'the version is not 2.1.0');
  must(log.runs.length >= 1 && log.runs.length <= 20, 'not 1 to 20 runs');
  for (const { tool, results = [] } of log.runs) {
    const { name, semanticVersion, version, rules = [] } = tool.driver;
    must(isText(name), 'the tool has no name');
    must(isText(semanticVersion ?? version), 'the tool has no version');
    must(rules.length <= 25_000 && results.length <= 5_000, 'more rules or results than are kept');
    for (const rule of rules)
      for (const problem of ruleProblems(rule)) problems.push(`${rule.id}: ${problem}`);
    for (const [index, result] of results.entries())
      for (const problem of resultProblems(result, rules)) problems.push(`result ${index}: ${problem}`);
  }
  return problems;
}

function ruleProblems(rule: ReportingDescriptor): readonly string[] {
  const {
    id,
    name = '',
    shortDescription,
    fullDescription,
    help,
    defaultConfiguration,
    properties = {},
  } = rule;
  const score = properties['security-severity'];
  return brokenOf([
    [isText(id), 'no id'],
    [name.length <= 255, 'a name of more than 255 characters'],
    [isText(shortDescription?.text) && (shortDescription?.text.length ?? 0) <= 1024, 'no short description'],
    [isText(fullDescription?.text) && (fullDescription?.text.length ?? 0) <= 1024, 'no full description'],
    [isText(help?.text), 'no help'],
    [isText(help?.markdown), 'no help in Markdown'],
    [isOneOf(defaultConfiguration?.level, ['note', 'warning', 'error']), 'a level that is none'],
    [isOneOf(properties.precision, ['very-high', 'high', 'medium', 'low']), 'a precision that is none'],
    [
      score === undefined
        ? isOneOf(properties['problem.severity'], ['error', 'warning', 'recommendation'])
        : Number(score) > 0 && Number(score) <= 10 && properties.tags?.includes('security') === true,
      'neither a severity nor a score with the tag that it needs',
    ],
    [(properties.tags?.length ?? 0) <= 10, 'more tags than are shown'],
  ]);
}

function resultProblems(result: Result, rules: readonly ReportingDescriptor[]): readonly string[] {
  const {
    ruleId,
    ruleIndex,
    level,
    message,
    locations = [],
    relatedLocations = [],
    partialFingerprints,
  } = result;
  return brokenOf([
    [rules[ruleIndex ?? -1]?.id === ruleId, 'no rule'],
    [isOneOf(level, ['note', 'warning', 'error']), 'a level that is none'],
    [isText(message.text), 'no message'],
    [locations.length === 1, 'not one location'],
    [relatedLocations.length <= 100, 'more related locations than are shown'],
    [[...locations, ...relatedLocations].every(isPlaced), 'a location without a place'],
    [isText(partialFingerprints?.primaryLocationLineHash), 'no fingerprint'],
    [result.suppressions === undefined, 'suppressed, which is opened all the same'],
  ]);
}

function isPlaced({ physicalLocation }: Location): boolean {
  const { artifactLocation, region } = physicalLocation ?? {};
  const { uri = '' } = artifactLocation ?? {};
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region ?? {};
  const isRelative = uri !== '' && !/^[a-z][a-z0-9+.-]*:|^\/|\\/i.test(uri) && !uri.split('/').includes('..');
  return isRelative && startLine >= 1 && startColumn >= 1 && endLine >= startLine && endColumn >= 1;
}

function brokenOf(rules: readonly (readonly [holds: boolean, problem: string])[]): readonly string[] {
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isOneOf(value: unknown, allowed: readonly string[]): boolean {
  return typeof value === 'string' && allowed.includes(value);
}

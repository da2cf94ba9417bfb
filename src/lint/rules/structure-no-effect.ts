import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Approval, Rule } from '../../model/rule.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type WrittenRule, writtenRules } from '../written-rules.ts';

export const structureNoEffect: LintRule = {
  code: 'structure/no-effect',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a rule with neither conditions nor action; approval without require_approval; limits on a deny',
  help: 'remove what does nothing, or write the action that was meant',
  controls: [control('nist-800-53', 'CM-6'), control('nist-800-53', 'AC-3'), control('soc2', 'CC8.1')],
  check: everythingHasEffect,
};

/** Whatever is written in a rule can change a decision. */
function* everythingHasEffect({ documents, diagnosed }: LintContext): Iterable<Report> {
  const unread = [...diagnosed('schema/invalid'), ...diagnosed('schema/unknown-key')];
  for (const written of writtenRules(documents)) {
    yield* decidesNothing(written, unread);
    yield* asksNobody(written);
    yield* limitsNothing(written);
  }
}

/** A rule has conditions, an action, or both; one that could not be read in full may have. */
function* decidesNothing({ rule, name, tool }: WrittenRule, unread: readonly Diagnostic[]): Iterable<Report> {
  if (rule.conditions.length > 0 || rule.action !== undefined) return;
  if (unread.some(({ place }) => isInside(place, rule.place))) return;
  yield {
    message: `rule ${name} has neither conditions nor an action, so it decides nothing`,
    help: 'give it `conditions`, or an `action` of its own',
    place: rule.tools[0]?.place ?? rule.place,
    rule: name,
    tool,
  };
}

/** An approval stands beside `action: require_approval`. */
function* asksNobody({ rule, name, tool }: WrittenRule): Iterable<Report> {
  const approvals: [Approval | undefined, string | undefined][] = [
    ...rule.conditions.map(
      ({ approval, action }) => [approval, action.value] satisfies [Approval | undefined, string],
    ),
    [rule.approval, rule.action?.value],
  ];
  for (const [approval, action] of approvals) {
    if (approval === undefined || action === 'require_approval') continue;
    yield {
      message:
        action === undefined
          ? `an approval beside no action is never asked for`
          : `an approval beside \`action: ${action}\` is never asked for`,
      help: 'write `action: require_approval`, or remove the approval',
      place: approval.place,
      rule: name,
      tool,
    };
  }
}

/** A rate limit stands on a rule that lets something through. */
function* limitsNothing({ rule, name, tool }: WrittenRule): Iterable<Report> {
  if (rule.rateLimit === undefined || !onlyDenies(rule)) return;
  yield {
    message: `rule ${name} only denies, so its rate limit is never taken`,
    help: 'remove `constraints`; a limit counts what a rule lets through',
    place: rule.rateLimit.place,
    rule: name,
    tool,
  };
}

function isInside(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.start > outer.start && inner.end <= outer.end;
}

function onlyDenies(rule: Rule): boolean {
  const actions = [...rule.conditions.map(({ action }) => action), ...(rule.action ? [rule.action] : [])];
  return actions.length > 0 && actions.every(({ value }) => value === 'deny');
}

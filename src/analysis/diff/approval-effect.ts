import type { DecidedApproval } from '../../model/decision.ts';
import type { Effect } from '../compare-rates.ts';

/**
 * What it comes to that somebody is asked otherwise. Who is asked is neither more nor less; what happens where nobody
 * answers is. Undefined where nothing differs.
 */
export function approvalEffect(
  from: DecidedApproval | undefined,
  to: DecidedApproval | undefined,
): Effect | undefined {
  const [was, is] = [from?.onTimeout ?? 'deny', to?.onTimeout ?? 'deny'];
  if (from?.channel !== to?.channel || from?.webhook !== to?.webhook) return 'changed';
  if (was !== is) return is === 'allow' ? 'wider' : 'narrower';
  if (from?.timeoutSeconds === to?.timeoutSeconds) return undefined;
  if (is === 'deny') return 'changed';
  return (to?.timeoutSeconds ?? Infinity) < (from?.timeoutSeconds ?? Infinity) ? 'wider' : 'narrower';
}

/** Two approvals in words. A webhook is shown without its path, which may be all that changed. */
export function approvalTexts(
  from: DecidedApproval | undefined,
  to: DecidedApproval | undefined,
): readonly [from: string, to: string] {
  const [was, is] = [approvalText(from), approvalText(to)];
  return [was, was === is ? `${is} (another webhook)` : is];
}

function approvalText(approval: DecidedApproval | undefined): string {
  if (approval === undefined) return 'nobody named, else deny';
  const { channel, webhook, timeoutSeconds, onTimeout } = approval;
  const words = [
    channel ?? 'no channel',
    ...(webhook === undefined ? [] : [shownWebhook(webhook)]),
    timeoutSeconds === undefined ? 'without time limit' : `within ${timeoutSeconds} s`,
  ];
  return `${words.join(', ')}, else ${onTimeout}`;
}

/** The scheme and host: all else is often its password. */
function shownWebhook(text: string): string {
  if (/^\$\{env:[^}]*\}$/.test(text)) return text;
  const [, scheme = '', host = '', rest = ''] =
    /^([a-z]*:\/\/)?(?:[^/?#]*@)?([^/?#]*)(.*)$/s.exec(text) ?? [];
  return `${scheme}${host}${rest === '' ? '' : '/…'}`;
}

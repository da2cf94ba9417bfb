import { forbiddenReach, parseAddresses } from '../../text/address-reach.ts';

/** What is wrong with an entry of `egress.allow`, and what to write. */
export interface EgressProblem {
  readonly message: string;
  readonly label: string;
  readonly help: string;
}

/**
 * An entry is one host, or a block of addresses that reaches nothing inside. Undefined where it is. What is neither is a
 * problem too: who enforces the list may read it in a way of its own.
 */
export function egressProblem(entry: string): EgressProblem | undefined {
  if (entry.includes('*')) {
    return {
      message: `${entry} lets traffic out to hosts that nobody named`,
      label: 'a wildcard',
      help: 'name each host: whoever can make a host below it can be sent the data',
    };
  }
  const addresses = parseAddresses(entry);
  if (addresses !== undefined) {
    const reach = forbiddenReach(addresses);
    return reach === undefined ? undefined : inside(entry, reach);
  }
  if (!isHost(entry)) {
    return {
      message: `${entry} is neither a host nor a block of addresses`,
      label: 'whoever enforces this may read it as anything',
      help: 'write a host, such as `api.acme.com`, without scheme, port and path, or a block, such as `203.0.113.0/24`',
    };
  }
  const reach = insideHost(entry.toLowerCase());
  return reach === undefined ? undefined : inside(entry, reach);
}

function inside(entry: string, reach: string): EgressProblem {
  return {
    message: `${entry} reaches ${reach}`,
    label: 'not the world outside',
    help: `leave it out, or name the outside part of it: an agent that is talked into it reads what ${reach === 'the metadata service' ? 'credentials' : 'services'} stand there`,
  };
}

/** Names of letters, digits and hyphens, of which the last is no number: `127.1` and `0x7f.1` are addresses to many. */
function isHost(text: string): boolean {
  if (text.length > 253) return false;
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label)) &&
    !/^(?:\d+|0[xX][0-9A-Fa-f]*)$/.test(last)
  );
}

function insideHost(host: string): string | undefined {
  if (metadataHosts.has(host)) return 'the metadata service';
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  const last = host.slice(host.lastIndexOf('.') + 1);
  if (!host.includes('.')) return 'a host of the internal network';
  return insideDomains.has(last) ? 'hosts of the internal network' : undefined;
}

const metadataHosts: ReadonlySet<string> = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'instance-data.ec2.internal',
]);

const insideDomains: ReadonlySet<string> = new Set(['internal', 'local', 'lan', 'intranet', 'corp', 'home']);

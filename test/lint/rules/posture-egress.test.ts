import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, postured, told } from '../posture-texts.ts';

const code = 'posture/egress';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['egress: { default: allow }', ['error allow']],
    ['egress: { allow: [api.acme.example] }', ['error egress']],
    ['architecture: logical', ['warning isolation']],
    ['data_risk: confidential', ['error isolation']],
    ['frameworks: [soc2]', ['error isolation']],
    ['egress: { default: deny }', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });

  it.each([
    ['api.acme.example', undefined],
    ['API.Acme.Example', undefined],
    ['203.0.113.0/24', undefined],
    ['203.0.113.7', undefined],
    ['2001:db8::/32', undefined],
    ['*', '* lets traffic out to hosts that nobody named'],
    ['*.acme.example', '*.acme.example lets traffic out to hosts that nobody named'],
    ['169.254.169.254', '169.254.169.254 reaches the metadata service'],
    ['169.254.0.0/16', '169.254.0.0/16 reaches the metadata service'],
    ['169.254.1.0/24', '169.254.1.0/24 reaches link-local addresses'],
    ['0.0.0.0/0', '0.0.0.0/0 reaches the metadata service'],
    ['::/0', '::/0 reaches the metadata service'],
    ['fd00:ec2::254', 'fd00:ec2::254 reaches the metadata service'],
    ['127.0.0.1', '127.0.0.1 reaches loopback'],
    ['::1', '::1 reaches loopback'],
    ['::ffff:7f00:1', '::ffff:7f00:1 reaches loopback'],
    ['::ffff:cb00:7107', undefined],
    ['64:ff9b::a00:1', '64:ff9b::a00:1 reaches private addresses'],
    ['10.2.0.0/16', '10.2.0.0/16 reaches private addresses'],
    ['172.31.0.0/24', '172.31.0.0/24 reaches private addresses'],
    ['172.32.0.0/24', undefined],
    ['192.168.1.1', '192.168.1.1 reaches private addresses'],
    ['100.64.0.1', '100.64.0.1 reaches addresses of the carrier'],
    ['fe80::1', 'fe80::1 reaches link-local addresses'],
    ['fc00::/7', 'fc00::/7 reaches the metadata service'],
    ['localhost', 'localhost reaches loopback'],
    ['metadata.google.internal', 'metadata.google.internal reaches the metadata service'],
    ['db.internal', 'db.internal reaches hosts of the internal network'],
    ['redis', 'redis reaches a host of the internal network'],
    ['127.1', '127.1 is neither a host nor a block of addresses'],
    ['0x7f.1', '0x7f.1 is neither a host nor a block of addresses'],
    ['017700000001', '017700000001 is neither a host nor a block of addresses'],
    ['010.0.0.1', '010.0.0.1 is neither a host nor a block of addresses'],
    ['10.0.0.1/8', '10.0.0.1/8 is neither a host nor a block of addresses'],
    ['https://api.acme.example/', 'https://api.acme.example/ is neither a host nor a block of addresses'],
    ['api.acme.example:443', 'api.acme.example:443 is neither a host nor a block of addresses'],
    ['api.acme.example.', 'api.acme.example. is neither a host nor a block of addresses'],
    ['аcme.example', 'аcme.example is neither a host nor a block of addresses'],
  ])('of the entry %j is %j', (entry, message) => {
    const found = findingsOf(code, postured(`egress: { default: deny, allow: ['${entry}'] }`));
    expect(found.map((finding) => finding.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('puts references in, lists too, and tells a fleet once', () => {
    const texts = {
      'base.yaml': base(
        "vars: { hosts: { type: list } }\nisolation: { egress: { default: deny, allow: ['${vars.hosts}', '*.${tenant.id}.example'] } }",
      ),
      'fleet.yaml':
        'kind: tenants\ntenants:\n  - { tenant_id: a, extends: base, vars: { hosts: [x.example, db.local] } }\n  - { tenant_id: b, extends: base, vars: { hosts: [x.example] } }\n',
    };
    expect(findingsOf(code, texts)).toMatchObject([
      { message: 'db.local reaches hosts of the internal network', tenant: 'a' },
      { message: '*.a.example lets traffic out to hosts that nobody named', tenant: 'a', tenants: 2 },
    ]);
    const wild = {
      'base.yaml': base("isolation: { egress: { default: deny, allow: ['*'] } }"),
      'fleet.yaml': fleet(30),
    };
    expect(findingsOf(code, wild)).toMatchObject([{ file: 'base.yaml', tenant: 't0', tenants: 30 }]);
  });
});

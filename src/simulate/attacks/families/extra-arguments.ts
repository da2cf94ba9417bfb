import type { JsonValue } from '../../../model/json.ts';
import type { ArgumentKind } from '../../../profile/argument-names.ts';
import type { AttackFamily } from '../attack-family.ts';
import { ours } from '../draft.ts';

/** An argument that the recorded call lacks and a boundary asks about, with somebody else's value. */
export const extraArguments: AttackFamily = {
  name: 'extra-arguments',
  of: 'value',
  variants: ({ value, kind, foreign, strangers }) => {
    if (value !== undefined) return [];
    const ids = strangers.map(({ bindings }) => bindings.tenantId);
    const values: readonly JsonValue[] = [
      ...foreign,
      ...ids,
      ...(kind === undefined ? anything : anyOf[kind]),
    ];
    return values.map((each) => ({ what: 'an argument that was not there', draft: ours(each) }));
  },
};

const anything: readonly JsonValue[] = ['x', '', 0, true, false, {}, ['x'], { x: 'x' }];

const anyOf: { readonly [kind in ArgumentKind]: readonly JsonValue[] } = {
  path: ['/etc/passwd', '../../etc/passwd', ['/etc/passwd']],
  url: ['https://evil.example/', 'http://169.254.169.254/'],
  email: ['eve@evil.example', ['eve@evil.example']],
  sql: ['SELECT * FROM documents'],
  filter: [{}, { $or: [{}] }],
  key: ['x', '*', 'x:y'],
  command: ['id'],
  text: anything,
};

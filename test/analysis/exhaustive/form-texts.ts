/** Texts, longer than the search's strings, that a typed matcher of that name takes, refuses or finds unclear. */
export const formTexts: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'url',
    [
      'https://a.b',
      'https://a.b/',
      'https://a.b/a',
      'https://a.b/a/b',
      'https://a.b/b',
      'https://b.a.b/a',
      'http://a.b/a',
      'http://a.b:80/a',
      'https://a.b:443',
      'https://a.b:80/a',
      'https://a.b/a?b=a',
      'https://b',
      'https://a@b/a',
      'https://A.b/a',
      'https://a.b/a/../b',
    ],
  ],
  [
    'email',
    ['a@a.b', 'b@a.b', 'a@b.a.b', 'a@b', 'a@A.B', 'A@a.b', 'a b@a.b', '"a"@a.b', 'a@a.b,b@b', 'a@aXb'],
  ],
  [
    'ip_in',
    ['10.0.0.1', '10.1.2.3', '1.2.3.4', '10.01.0.1', '::1', '::', '2001:db8::1', '::ffff:a01:203', '::2'],
  ],
  [
    'command',
    [
      'a /a/b',
      'a /a',
      'a',
      'b /a/a',
      'a /b',
      'a -b /a',
      'a /a/../b',
      'a  /a',
      'a /a;b',
      '/a/b b',
      'a b',
      '/a/b',
    ],
  ],
]);

const textList = (description) => ({ description, $ref: '#/definitions/textOrTexts' });

const scalar = {
  type: ['string', 'number', 'boolean'],
  wants: 'text, a number or a boolean; `exists: false` asks for absence',
};
// A variable may hold a list, and stand for it alone.
const scalars = {
  type: ['array', 'string'],
  minItems: 1,
  pattern: '^\\$\\{[^{}]*\\}$',
  items: { $ref: '#/definitions/scalar' },
  wants: 'a list of texts, numbers or booleans, or one variable such as `${vars.ROLES}`',
};
const bound = { type: ['number', 'string'], wants: 'a number, or one variable such as `${vars.MAX}`' };

const equalities = (description) => ({
  description,
  type: 'object',
  minProperties: 1,
  additionalProperties: { $ref: '#/definitions/scalar' },
  wants: 'a mapping such as `{ tenant_id: x }`',
});

const forms = {
  regex: {
    description: 'A pattern in RE2’s syntax, searched in the text: anchor it with `^` and `$`.',
    type: ['string', 'object'],
    additionalProperties: false,
    required: ['pattern'],
    noun: '`regex`',
    wants: '`{ pattern: .., ignore_case: true }`',
    properties: {
      pattern: { description: 'The pattern.', $ref: '#/definitions/pattern' },
      ignore_case: { description: 'Whether letters match in either case.', type: 'boolean' },
    },
  },
  equals: {
    description: 'The same text, number or boolean; nothing is converted.',
    $ref: '#/definitions/scalar',
  },
  one_of: { description: 'One of these texts, numbers or booleans.', $ref: '#/definitions/scalars' },
  contains: { description: 'A list (roles, scopes) that holds this value.', $ref: '#/definitions/scalar' },
  contains_any: { description: 'A list that holds one of these values.', $ref: '#/definitions/scalars' },
  path_within: textList('A canonical absolute path at or below this folder, by whole segments.'),
  key_within: textList('A plain key below this prefix, which ends in `:`, `/` or `.`.'),
  url: {
    description: 'A URL in canonical form, without user info and fragment.',
    type: 'object',
    additionalProperties: false,
    required: ['hosts'],
    noun: '`url`',
    properties: {
      schemes: textList('Schemes in lower case; `https` where absent.'),
      hosts: textList('Hosts, exact or `*.example.com`; IP literals only where listed.'),
      ports: {
        description: 'Ports; the scheme’s own where absent.',
        type: ['integer', 'array'],
        minimum: 1,
        maximum: 65535,
        minItems: 1,
        items: { type: 'integer', minimum: 1, maximum: 65535 },
      },
      path_prefix: { description: 'The path is at or below this folder.', $ref: '#/definitions/text' },
      query: {
        description: '`any` lets a query through; `none` is the default.',
        type: 'string',
        enum: ['any', 'none'],
      },
    },
  },
  email: {
    description: 'One plain address in a listed domain.',
    type: 'object',
    additionalProperties: false,
    required: ['domains'],
    noun: '`email`',
    properties: {
      domains: textList('The domains, compared without case.'),
      subdomains: { description: 'Whether domains below the listed ones count too.', type: 'boolean' },
    },
  },
  ip_in: textList('An IP address in one of these blocks, such as `10.0.0.0/8`.'),
  number: {
    description: 'A number in a range, both ends included.',
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    noun: '`number`',
    properties: {
      min: { description: 'The smallest number.', $ref: '#/definitions/bound' },
      max: { description: 'The largest number.', $ref: '#/definitions/bound' },
      integer: { description: 'Whether only whole numbers are taken.', type: 'boolean' },
    },
  },
  length: {
    description: 'A text’s code points, or a list’s items, in a range.',
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    noun: '`length`',
    properties: {
      min: { description: 'The least.', $ref: '#/definitions/bound' },
      max: { description: 'The most.', $ref: '#/definitions/bound' },
    },
  },
  sql: {
    description: 'One statement in which every table is held to the tenant.',
    type: 'object',
    additionalProperties: false,
    required: ['dialect', 'statements', 'scoped_by'],
    noun: '`sql`',
    properties: {
      dialect: { description: 'Whose grammar reads it.', type: 'string', enum: ['postgres'] },
      statements: {
        description: 'The statements that may stand.',
        type: ['string', 'array'],
        minItems: 1,
        items: { type: 'string', enum: ['select', 'insert', 'update', 'delete'] },
      },
      tables: textList('The tables that may stand; each has the columns of `scoped_by`.'),
      shared_tables: textList('Tables that every tenant may read.'),
      functions: textList('The functions that may be called.'),
      scoped_by: equalities('Column and value that hold every row to the tenant.'),
    },
  },
  filter: {
    description: 'A filter that implies these equalities on every branch.',
    type: 'object',
    additionalProperties: false,
    required: ['must'],
    noun: '`filter`',
    properties: {
      dialect: {
        description: 'Whose filters they are; where absent, only what pinecone, chroma and mongo read alike.',
        type: 'string',
        enum: ['pinecone', 'chroma', 'mongo', 'qdrant'],
      },
      must: equalities('Field and value.'),
    },
  },
  command: {
    description: 'One simple command of plain words.',
    type: 'object',
    additionalProperties: false,
    required: ['programs'],
    noun: '`command`',
    properties: {
      programs: textList('The programs that may be run.'),
      paths_within: textList('Every word but options is a path at or below this folder.'),
    },
  },
  exists: {
    description: 'Whether there is a value at all: neither absent nor null.',
    type: 'boolean',
    wants: '`true` or `false`',
  },
};

const combined = (self) => ({
  not: { description: 'What this matcher says no to.', $ref: self },
  any_of: {
    description: 'One of these matchers says yes.',
    type: 'array',
    minItems: 1,
    items: { $ref: self },
    wants: 'a list of matchers',
  },
  all_of: {
    description: 'All of these matchers say yes.',
    type: 'array',
    minItems: 1,
    items: { $ref: self },
    wants: 'a list of matchers',
  },
});

const oneKey = {
  type: ['string', 'object'],
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
};

const matcherRefs = Object.fromEntries(
  Object.keys(forms).map((name) => [name, { $ref: `#/definitions/matcher_${name}` }]),
);

const matcher = {
  description:
    'A test of one argument: text is a pattern, searched in it; a mapping of one key is a typed matcher.',
  ...oneKey,
  noun: 'a matcher',
  hints: { shared: 'it stands in boundaries only' },
  wants: 'a pattern as text, or a mapping of one key such as `{ equals: 5 }`',
  properties: { ...matcherRefs, ...combined('#/definitions/matcher') },
};

const boundaryForms = {
  ...matcherRefs,
  ...combined('#/definitions/boundaryMatcher'),
  shared: {
    description: 'What any tenant may reach, on tools that read.',
    $ref: '#/definitions/boundaryMatcher',
  },
};

const boundaryMatcher = { ...matcher, properties: boundaryForms };

const boundaryEntry = {
  description:
    'Where the argument says whose resource it touches: a matcher; `open` for what leaves the tenant on purpose; `delegated` to another control.',
  ...oneKey,
  noun: 'a boundary',
  wants: '`open`, a matcher, or `delegated: WHERE`',
  properties: {
    ...boundaryForms,
    delegated: {
      description: 'Which control of the isolation posture holds it instead.',
      $ref: '#/definitions/text',
    },
  },
};

export const matcherDefinitions = {
  pattern: { type: 'string', minLength: 1, wants: 'a pattern' },
  scalar,
  scalars,
  bound,
  ...Object.fromEntries(Object.entries(forms).map(([name, form]) => [`matcher_${name}`, form])),
  matcher,
  boundaryMatcher,
  boundaryEntry,
};

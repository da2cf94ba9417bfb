// The layers of ARCHITECTURE.md, lowest first. A folder may import its own files and lower layers.
const layers = [
  ['model'],
  ['text'],
  ['parse', 'pattern', 'profile', 'transcript'],
  ['engine'],
  ['analysis', 'simulate', 'bundle'],
  ['lint', 'runtime', 'report', 'tools'],
  ['host'],
  ['commands', 'tui'],
];

// Siblings in one layer do not know each other.
const layerRules = layers.flatMap((folders, index) =>
  folders.map((folder) => {
    const allowed = [...layers.slice(0, index).flat(), folder];
    return {
      name: `layer-${folder}`,
      severity: 'error',
      comment: `src/${folder} may import only ${allowed.join(', ')}`,
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/` },
    };
  }),
);

const core = layers
  .slice(0, 6)
  .flat()
  .filter((folder) => folder !== 'runtime')
  .join('|');

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core folders see no Node module',
      from: { path: `^src/(${core})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-is-small',
      severity: 'error',
      comment: 'the engine pulls in no package at all',
      from: { path: '^src/(model|text|pattern|engine)/' },
      to: { dependencyTypes: ['npm', 'npm-dev'] },
    },
    {
      name: 'rules-stand-alone',
      severity: 'error',
      comment: 'a lint rule never imports another; only the registry imports rules',
      from: { path: '^src/', pathNot: '^src/lint/registry\\.ts$' },
      to: { path: '^src/lint/rules/' },
    },
    {
      name: 'react-only-in-tui',
      severity: 'error',
      from: { pathNot: '^src/tui/' },
      to: { path: 'node_modules/(react|ink)/' },
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    exclude: { path: '^dist/' },
  },
};

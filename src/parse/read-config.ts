import type { Reading } from '../model/diagnostic.ts';
import type { Level, TranscriptSource, WorkspaceConfig } from '../model/workspace-config.ts';
import { defaultConfig } from '../model/workspace-config.ts';
import { createSourceText } from '../text/source-text.ts';
import { checkStructure } from './check-structure.ts';
import { asItems, asMap, field, numberField, present, textField, textsOf, wordField } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import { createProblems, type Problems } from './problems.ts';
import { readYaml } from './read-yaml.ts';

/** Reads `policy.config.yaml`; keys that are absent have their defaults. The value is undefined where anything is wrong. */
export function readConfig(file: string, text: string): Reading<WorkspaceConfig> {
  const problems = createProblems(createSourceText(file, text));
  const yaml = readYaml(problems, (word) => word === 'off');
  const value = yaml?.sound === true ? readRoots(problems, yaml.roots) : undefined;
  problems.settle();
  return { value: problems.list.length === 0 ? value : undefined, diagnostics: problems.list };
}

function readRoots(problems: Problems, roots: readonly LocatedNode[]): WorkspaceConfig | undefined {
  const [root, second] = roots;
  if (root === undefined || (root.kind === 'scalar' && root.value === null)) return defaultConfig;
  if (second !== undefined) {
    problems.add(
      'schema/invalid',
      { start: second.start, end: second.start },
      { message: 'several documents in one file', label: 'the second one' },
    );
  }
  if (root.kind !== 'map') {
    problems.add('schema/invalid', root, {
      message: 'the configuration must be a mapping',
      label: 'no mapping',
    });
    return undefined;
  }
  checkStructure(problems, 'config', root);
  return readRoot(problems, root);
}

function readRoot(problems: Problems, root: MapNode): WorkspaceConfig {
  const envelope = mapAt(problems, root, 'envelope');
  const limits = mapAt(problems, root, 'limits');
  const lint = mapAt(problems, root, 'lint');
  const required = envelope === undefined ? undefined : field(envelope, 'required');
  const include = field(root, 'include');
  const exclude = field(root, 'exclude');
  return {
    include: include === undefined ? defaultConfig.include : values(problems, include),
    exclude: exclude === undefined ? defaultConfig.exclude : values(problems, exclude),
    envelope:
      required === undefined ? defaultConfig.envelope : { required: withTenant(values(problems, required)) },
    limits: {
      maxArgumentBytes:
        (limits === undefined ? undefined : numberField(problems, limits, 'max_argument_bytes')) ??
        defaultConfig.limits.maxArgumentBytes,
    },
    lint: lint === undefined ? defaultConfig.lint : readLint(problems, lint),
    transcripts: items(problems, field(root, 'transcripts')).map((item) => readSource(problems, item)),
  };
}

// The context carries at least the tenant, whatever else is asked for.
function withTenant(required: readonly string[]): readonly string[] {
  return required.includes('tenant_id') ? required : ['tenant_id', ...required];
}

function readLint(problems: Problems, lint: MapNode): WorkspaceConfig['lint'] {
  const overrides = items(problems, field(lint, 'overrides')).flatMap((item) => {
    const map = asMap(problems, item);
    if (map === undefined) return [];
    return [
      {
        files: textsOf(problems, field(map, 'files')).map((file) => file.value),
        rules: readLevels(problems, map),
      },
    ];
  });
  return {
    edition: numberField(problems, lint, 'edition') ?? defaultConfig.lint.edition,
    rules: readLevels(problems, lint),
    overrides,
  };
}

const levels: readonly Level[] = ['off', 'note', 'warning', 'error'];

function readLevels(problems: Problems, map: MapNode): { readonly [code: string]: Level } {
  const rules = mapAt(problems, map, 'rules');
  const chosen: { [code: string]: Level } = Object.create(null);
  for (const key of rules?.entries.keys() ?? []) {
    const level = rules === undefined ? undefined : wordField(problems, rules, key, levels);
    if (level !== undefined) chosen[key] = level.value;
  }
  return chosen;
}

function readSource(problems: Problems, node: LocatedNode): TranscriptSource {
  if (node.kind !== 'map') return { files: values(problems, node) };
  const tenant = textField(problems, node, 'tenant')?.value;
  const tenantMap = textField(problems, node, 'tenant_map')?.value;
  const tenantFrom = textField(problems, node, 'tenant_from')?.value;
  return {
    files: textsOf(problems, field(node, 'files')).map((file) => file.value),
    ...(tenant === undefined ? {} : { tenant }),
    ...(tenantMap === undefined ? {} : { tenantMap }),
    ...(tenantFrom === undefined ? {} : { tenantFrom }),
  };
}

function values(problems: Problems, node: LocatedNode): readonly string[] {
  return present(textsOf(problems, node)).map((text) => text.value);
}

function items(problems: Problems, node: LocatedNode | undefined): readonly LocatedNode[] {
  return node === undefined ? [] : asItems(problems, node);
}

function mapAt(problems: Problems, map: MapNode, key: string): MapNode | undefined {
  const node = field(map, key);
  return node === undefined ? undefined : asMap(problems, node);
}

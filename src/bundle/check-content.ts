import { validate as validateData } from '../parse/generated/bundle.js';
import { validate as validateManifest } from '../parse/generated/bundle-manifest.js';
import type { BundleData } from './bundle-data.ts';
import { bundleFormat } from './bundle-data.ts';
import { fileNames } from './bundle-file.ts';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import type { BundleManifest } from './manifest.ts';

/** The data, if it is of the format this loader knows and valid against `schemas/bundle.schema.json`. */
export function checkData(value: unknown): Checked<BundleData> {
  const format = formatOf(value);
  if (format !== bundleFormat) return unknownFormat(fileNames.data, format);
  return isData(value) ? accepted(value) : invalid(fileNames.data, validateData.errors);
}

/** The manifest, if it is of the format this loader knows and valid against `schemas/bundle-manifest.schema.json`. */
export function checkManifest(value: unknown): Checked<BundleManifest> {
  const metadata =
    typeof value === 'object' && value !== null && 'metadata' in value ? value.metadata : undefined;
  const format = formatOf(metadata);
  if (format !== bundleFormat) return unknownFormat(fileNames.manifest, format);
  return isManifest(value) ? accepted(value) : invalid(fileNames.manifest, validateManifest.errors);
}

function isData(value: unknown): value is BundleData {
  return validateData(value);
}

function isManifest(value: unknown): value is BundleManifest {
  return validateManifest(value);
}

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
}

function unknownFormat(name: string, format: unknown): Checked<never> {
  const found = typeof format === 'number' ? `of format ${format}` : 'without a format';
  return refused('content', `${name} is ${found}, and this loader knows format ${bundleFormat}`);
}

function invalid(
  name: string,
  errors: null | undefined | readonly { readonly instancePath: string; readonly message?: string }[],
): Checked<never> {
  const [first] = errors ?? [];
  const where = first === undefined || first.instancePath === '' ? '' : ` at ${first.instancePath}`;
  return refused(
    'content',
    `${name} is not valid${where}: ${first?.message ?? 'it does not match its schema'}`,
  );
}

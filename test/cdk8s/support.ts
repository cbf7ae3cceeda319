import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { App, Chart } from 'cdk8s';
import type { AppProps, ChartProps } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Credential, Registry, SecretValue } from '../../src';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';

const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An app whose output goes to a folder that is removed after the tests of the file. */
export function newApp(props: AppProps = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'pullproof-cdk8s-'));
  folders.push(outdir);
  return new App({ outdir, ...props });
}

/** A chart of an app of its own. */
export function newChart(props: ChartProps & { readonly app?: AppProps } = {}): Chart {
  const { app, ...chart } = props;
  return new Chart(newApp(app), 'test', chart);
}

/** A registry, and the ways to its images that the tests use. */
export const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
export const ECR = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
export const STORE = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' });
export const CLEAR_TEXT = Credential.unsafePlainText({ username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) });

/** An object as it was written. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object; readonly annotations?: object };
  readonly [key: string]: unknown;
}

/** The objects of a YAML text, read without the code under test. */
export function loadAll(text: string): WrittenObject[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as WrittenObject);
}

/** `Kind namespace/name`, or `Kind name`. */
export function nameOf({ kind, metadata: { name, namespace } }: WrittenObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** The objects of an app, as they are written, by name and in order. */
export function writtenNames(app: App): string[] {
  return loadAll(app.synthYaml()).map(nameOf);
}

/** The objects of an app, as they are written. */
export function written(app: App): WrittenObject[] {
  return loadAll(app.synthYaml());
}

/** Every file below a folder with its content, by relative path. */
export function readFolder(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** The error that a call throws. */
export function errorOf(call: () => unknown): Error & { code?: string; where?: string; problems?: readonly string[] } {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { diagnose, printDiagnosisJson, printDiagnosisText } from '../../src/diagnose';
import type { Diagnosis, DiagnosisInput } from '../../src/diagnose';
import { COLOURS } from '../audit/support';
import { holdsCanary } from '../support/holds-canary';

/** A container and what is said of it. */
export interface TestContainer {
  readonly name?: string;
  readonly image?: string;
  readonly state?: object;
  readonly lastState?: object;
}

/** A Pod as `kubectl get pods -o json` prints it. */
export function pod(name: string, containers: readonly TestContainer[], spec: object = {}, status: object = {}): object {
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'agents' },
    spec: { containers: containers.map(({ name: own = 'main', image = 'harbor.example.com/agents/server:1.2' }) => ({ name: own, image })), ...spec },
    status: { phase: 'Pending', containerStatuses: containers.map(({ name: own = 'main', state = {}, lastState = {} }) => ({ name: own, state, lastState })), ...status },
  };
}

/** The state of a container that waits. */
export function waiting(reason: string, message?: string): object {
  return { waiting: { reason, ...(message === undefined ? {} : { message }) } };
}

/** An Event of the core API. */
export function event(name: string, reason: string, message: string, more: object = {}): object {
  return {
    apiVersion: 'v1', kind: 'Event', metadata: { name: `${name}.1`, namespace: 'agents' },
    involvedObject: { kind: 'Pod', namespace: 'agents', name, fieldPath: 'spec.containers{main}' }, reason, message, type: 'Warning', ...more,
  };
}

/** A list as kubectl prints it. */
export function list(...items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** Diagnoses a text; every diagnosis of the tests comes through here, and is sound. */
export function diagnoseText(text: string, more: DiagnosisInput = {}): Diagnosis {
  const diagnosis = diagnose({ texts: [{ name: 'input', text }], ...more });
  expectSound(diagnosis);
  return diagnosis;
}

/** The troubles in short: id, object, container, image. */
export function shortly({ findings }: Diagnosis): string[] {
  return findings.flatMap(({ trouble, places }) => places.map(({ kind, namespace, name, container, image }) => (
    [trouble.id, kind, `${namespace}/${name}`, container, image].filter((part) => part !== '' && part !== '/').join(' '))));
}

const validate = addFormats(new Ajv({ allErrors: true })).compile(JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'diagnosis.json'), 'utf8')) as object);

/** Fails when a report breaks its schema, or holds the canary in any form. */
export function expectSound(diagnosis: Diagnosis): void {
  const json = printDiagnosisJson(diagnosis);
  expect({ valid: validate(JSON.parse(json)), errors: validate.errors }).toEqual({ valid: true, errors: null });
  expect(holdsCanary([json, printDiagnosisText(diagnosis), printDiagnosisText(diagnosis, COLOURS)].join('\n'))).toBe(false);
}

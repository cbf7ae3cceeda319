import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { RegistryClient } from '../../src/availability';
import type { IRegistryTransport, TransportReply } from '../../src/availability';
import { parseManifests } from '../../src/manifest';
import { checkPulls, planPulls, printAvailabilityJson, printAvailabilityMetrics, printAvailabilityText } from '../../src/preflight';
import type { AvailabilityReport, PullPlanOptions } from '../../src/preflight';
import { COLOURS, FILE } from '../audit/support';
import { holdsCanary } from '../support/holds-canary';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** What a registry in memory answers for a path below `/v2/`, by the login that comes with the request. */
export type Registry = (path: string, authorization: string | undefined) => { readonly status: number; readonly body?: object };

/** The answer for an image that is there. */
export const PRESENT = { status: 200 };

/** Checks documents against a registry in memory that asks for Basic logins. */
export async function checkYaml(documents: readonly string[], registry: Registry, options: PullPlanOptions = {}): Promise<AvailabilityReport> {
  const transport: IRegistryTransport = {
    send: ({ url, headers }) => Promise.resolve(replyOf(url, headers.authorization, registry)),
    close: () => Promise.resolve(),
  };
  const plan = planPulls(parseManifests(documents.join('\n---\n'), FILE), options);
  return checkPulls(plan, { client: new RegistryClient({ retries: 0 }, { transport }) });
}

function replyOf(url: URL, authorization: string | undefined, registry: Registry): TransportReply {
  if (url.pathname === '/v2/') {
    const status = authorization === undefined ? 401 : 200;
    return { status, headers: { 'docker-distribution-api-version': ['registry/2.0'], 'www-authenticate': ['Basic realm="test"'] }, body: Buffer.alloc(0) };
  }
  const { status, body } = registry(url.pathname.replace('/v2/', ''), authorization);
  const headers: Record<string, string[]> = status === 200 ? { 'docker-content-digest': [DIGEST], 'content-type': [INDEX] } : { 'www-authenticate': ['Basic realm="test"'] };
  return { status, headers, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) };
}

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'availability.json'), 'utf8')) as object,
);

/** Fails when a report breaks its schema, or holds the canary in any form. */
export function expectSound(report: AvailabilityReport): void {
  const json = printAvailabilityJson(report);
  expectSchema(json);
  expect(holdsCanary([json, printAvailabilityText(report), printAvailabilityText(report, COLOURS), printAvailabilityMetrics(report)].join('\n'))).toBe(false);
}

/** Fails when a text is no report by the schema. */
export function expectSchema(json: string): void {
  expect({ valid: validate(JSON.parse(json)), errors: validate.errors }).toEqual({ valid: true, errors: null });
}

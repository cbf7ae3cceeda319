import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { JsonReport } from '../../src/audit';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { deployment, pullproof } from './support';

const IMAGE = 'harbor.example.com/agents/app:1.0';
const POD = deployment(IMAGE, { imagePullSecrets: [{ name: 'pull' }] });
const REGISTRY = ['--registry', 'harbor.example.com/agents'];
const DECLARED = ['--declare-secret', 'agents/pull=harbor.example.com'];

async function report(args: readonly string[], input: string): Promise<{ code: number; report: JsonReport }> {
  const { code, out, err } = await pullproof(['audit', '--json', ...args], { input });
  expect(err).toBe('');
  const parsed = JSON.parse(out) as JsonReport;
  expect(validate(parsed) ? [] : validate.errors).toEqual([]);
  return { code, report: parsed };
}

const validate = new Ajv().compile(JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'report.json'), 'utf8')) as object);

describe('exit codes', () => {
  test('0 when everything is proven', async () => {
    expect(await pullproof(['audit', ...REGISTRY, ...DECLARED], { input: POD })).toEqual({
      code: 0,
      err: '',
      out: `PROVEN  1 object, 1 image reference, 1 pod: all private, all able to pull

images:
  ✓ harbor.example.com/agents/app:1.0

taken for granted:
  - Secret agents/pull exists, with an entry for harbor.example.com
`,
    });
  });

  test('1 when something is found, and the report says what', async () => {
    const { code, report: { proven, findings } } = await report(REGISTRY, deployment('quay.io/acme/app:1.0'));

    expect({ code, proven }).toEqual({ code: 1, proven: false });
    expect(findings.map(({ rule }) => rule)).toContain('image-not-private');
  });

  test('1 for a document that cannot be read, because nothing is proven then', async () => {
    const { code, report: { findings } } = await report([...REGISTRY, ...DECLARED], `${POD}\n---\na: b: c\n`);

    expect(code).toBe(1);
    expect(findings.map(({ rule }) => rule)).toEqual(['document-unparsed']);
  });

  test('1 for an empty input: a failed pipe must not look proven', async () => {
    expect((await report(REGISTRY, '')).report.findings.map(({ rule }) => rule)).toEqual(['stream-empty']);
  });

  test('2 for an option that cannot be used, before anything is read', async () => {
    const readInput = (): never => {
      throw new Error('was read');
    };
    expect(await pullproof(['audit', '-r', 'https://harbor.example.com'], { readInput })).toEqual({
      code: 2,
      out: '',
      err: 'pullproof: [--registry] "https://harbor.example.com" is not a valid registry (Generic registry)\n  - the host has a scheme in front ("https://"), leave it out\n',
    });
  });

  test('2 for a rule that does not exist', async () => {
    const { code, out, err } = await pullproof(['audit', ...REGISTRY, '--acknowledge', 'no-such-rule=because'], { input: POD });

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^pullproof: findings are acknowledged in a way that does not hold\n {2}- there is no rule "no-such-rule" \(known: /);
  });
});

describe('options', () => {
  test('several registries', async () => {
    const input = `${POD}\n---\n${deployment('ghcr.io/acme/other:1').replace('"app"', '"other"')}`;
    const { report: { findings, registries } } = await report([...REGISTRY, '-r', 'ghcr.io/acme', '--node-identity', '*.io', ...DECLARED], input);

    expect({ findings, registries }).toEqual({ findings: [], registries: ['harbor.example.com/agents', 'ghcr.io/acme'] });
  });

  test('--node-identity needs no secret', async () => {
    const { code, report: { assumptions } } = await report([...REGISTRY, '--node-identity', 'harbor.example.com'], deployment(IMAGE));

    expect({ code, assumptions }).toEqual({ code: 0, assumptions: ['nodes pull from harbor.example.com with their own identity'] });
  });

  test('--namespace is the home of objects that name none', async () => {
    const input = POD.replace('"namespace":"agents"', '"labels":{}');

    expect((await report([...REGISTRY, ...DECLARED, '-n', 'agents'], input)).code).toBe(0);
    expect((await report([...REGISTRY, ...DECLARED], input)).code).toBe(1);
  });

  test('--acknowledge accepts findings, and the report keeps the reason', async () => {
    const args = [...REGISTRY, '--acknowledge', 'pull-secret-missing@Deployment agents/app=it is made by hand'];
    const { code, report: { findings } } = await report(args, POD);

    expect(code).toBe(0);
    expect(findings.map(({ rule, acknowledged }) => ({ rule, acknowledged }))).toEqual([{ rule: 'pull-secret-missing', acknowledged: 'it is made by hand' }]);
  });

  test('--strict lets warnings count', async () => {
    const input = POD.replace('app:1.0', 'app:latest');

    expect((await report([...REGISTRY, ...DECLARED], input)).code).toBe(0);
    expect((await report([...REGISTRY, ...DECLARED, '--strict'], input)).code).toBe(1);
  });

  test('colours, where the terminal has them', async () => {
    expect((await pullproof(['audit', ...REGISTRY, ...DECLARED], { input: POD, colour: true })).out).toMatch(/^\u001b\[32mPROVEN\u001b\[39m {2}/);
  });
});

describe('a Secret among the manifests', () => {
  const auth = Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64');
  const config = JSON.stringify({ auths: { 'harbor.example.com': { username: CANARY_USERNAME, password: CANARY_PASSWORD, auth } } });
  const secret = (content: string): string => JSON.stringify({
    apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pull', namespace: 'agents' }, type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(content).toString('base64') },
  });

  test('lets pods pull; that it stands in clear text is a warning here', async () => {
    const { code, report: { findings } } = await report(REGISTRY, `${secret(config)}\n---\n${POD}`);

    expect({ code, findings: findings.map(({ rule, severity }) => `${severity} ${rule}`) }).toEqual({ code: 0, findings: ['warning credential-clear-text'] });
  });

  test.each([
    ['sound', secret(config)],
    ['cut off', secret(config.slice(0, -4))],
    ['with a broken auth', secret(config.replace(auth, `${auth}%`))],
    ['for another host', secret(config.replace('harbor.example.com', `u:${CANARY_PASSWORD}@quay.io`))],
    ['as text', secret(config).replace('"data"', '"stringData"')],
    ['of a wrong type', secret(config).replace('kubernetes.io/dockerconfigjson', 'Opaque')],
    ['in broken YAML', `kind: Secret\nstringData: { a: "${CANARY_PASSWORD}\nb: ]`],
  ])('is never printed: %s', async (_name, text) => {
    for (const format of [[], ['--json']]) {
      const { out, err } = await pullproof(['audit', ...REGISTRY, ...format], { input: `${text}\n---\n${POD}` });

      expect(out + err).not.toContain(auth.slice(0, 20));
      expect(out + err).not.toContain(CANARY_PASSWORD);
    }
  });
});

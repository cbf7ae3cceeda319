import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { Agent } from '../../src/agent';
import { parseManifests } from '../../src/manifest';
import { MIRROR_PLAN_VERSION, parseMirrorPlan, planMirror, printMirrorPlan } from '../../src/mirror';
import type { MirrorPlan } from '../../src/mirror';
import { expectGolden } from '../support/golden';
import { digest, RELOCATION, samplePlan, SOURCES } from './sample';

const validate = new Ajv().compile(JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'mirror-plan.json'), 'utf8')) as object);

const PLANS: readonly MirrorPlan[] = [
  samplePlan(),
  samplePlan({ platforms: ['linux/amd64'], digests: { 'quay.io/acme/app:1.2': digest('c'), 'quay.io/nobody:1': digest('d') } }),
  planMirror({ relocation: RELOCATION, sources: [] }),
  planMirror({
    relocation: RELOCATION, sources: [
      ...SOURCES, { kind: 'agent', install: { agent: Agent.k8ssandra('1.3.0'), namespace: 'db' } },
      { kind: 'manifests', stream: parseManifests('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "{{ x }}"}, {name: b, image: "harbor.example.com/agents/b:1"}]}\n') },
    ],
  }),
];

test('a plan is what the golden file says', () => {
  expectGolden(join(__dirname, 'golden', 'plan.json'), printMirrorPlan(samplePlan({ platforms: ['linux/amd64', 'linux/arm64'] })));
});

test.each(PLANS.map((plan, index) => [index, plan] as const))('plan %i follows the schema, and is read as it was written', (_index, plan) => {
  const text = printMirrorPlan(plan);

  expect(validate(JSON.parse(text))).toBe(true);
  expect(parseMirrorPlan(text)).toEqual(plan);
  expect(text).toMatch(/^\{\n {2}"version": 1,\n[^]*\n\}\n$/);
});

test('the version of the schema is that of the plan', () => {
  expect(MIRROR_PLAN_VERSION).toBe(1);
  expect(validate({ ...JSON.parse(printMirrorPlan(samplePlan())) as object, version: 2 })).toBe(false);
});

describe('what is no plan', () => {
  test.each([
    ['no JSON', '{', 'the mirror plan is no JSON', []],
    ['something else', '[]', 'this is no mirror plan of this version', []],
    ['another version', '{"version": 2}', 'this is no mirror plan of this version', []],
    ['an empty one', '{"version": 1}', 'the mirror plan is malformed',
      ['mode is none of copy, warm, mixed', 'registries is no list', 'copies is no list', 'alreadyPrivate is no list', 'unresolved is no list', 'notes is no list']],
  ])('%s', (_name, text, what, problems) => {
    expect(() => parseMirrorPlan(text)).toThrow(expect.objectContaining({ code: 'mirror-invalid', what, problems }));
  });

  test('is told by the place of the first problem of each part', () => {
    const plan = JSON.parse(printMirrorPlan(samplePlan())) as { copies: Record<string, unknown>[]; notes: unknown[] };
    plan.copies[1] = { ...plan.copies[1], source: 'A:B:C' };
    plan.copies[2] = { ...plan.copies[2], reasons: [{ text: 'a', required: 'yes', runtime: false }] };
    plan.notes = [7];

    expect(() => parseMirrorPlan(JSON.stringify(plan))).toThrow(expect.objectContaining({
      problems: ['copies[1].source is no image reference', 'notes[0] is no text'],
    }));
  });

  test('whatever it is, ends in a plan or in an error of ours', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((text) => `{"version":1,"mode":"copy","registries":[],"copies":[${text}],"alreadyPrivate":[],"unresolved":[],"notes":[]}`)), (text) => {
      try {
        expect(validate(parseMirrorPlan(text))).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'mirror-invalid' });
      }
    }), { numRuns: 500 });
  });
});

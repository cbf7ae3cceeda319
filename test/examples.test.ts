import { join } from 'node:path';
import { EXAMPLES, prove } from '../examples/run';
import { PASSWORD, PULUMI_EXAMPLES, runPulumi } from '../examples/run-pulumi';
import { expectGolden } from './support/golden';

/** `CloudZero from ECR, cluster eks` becomes `cloudzero-from-ecr-cluster-eks`. */
function fileName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

test.each(EXAMPLES.map(({ name, build }) => [name, build] as const))('%s: synthesizes, and is proven', (name, build) => {
  const { manifests, report, proven } = prove(build);

  expect(proven).toBe(true);
  expectGolden(join(__dirname, 'golden', 'examples', `${fileName(name)}.yaml`), manifests);
  expectGolden(join(__dirname, 'golden', 'examples', `${fileName(name)}.report.txt`), report);
});

test.each(PULUMI_EXAMPLES.map((example) => [example.name, example] as const))('%s: runs with mocks, and is proven', async (name, example) => {
  const { tree, report, proven } = await runPulumi(example);

  expect(tree + report).not.toContain(PASSWORD);
  expect(proven).toBe(true);
  expectGolden(join(__dirname, 'golden', 'examples', `${fileName(name)}.tree.txt`), `${tree}\n`);
  expectGolden(join(__dirname, 'golden', 'examples', `${fileName(name)}.report.txt`), report);
});

test('every example has a name of its own', () => {
  const names = [...EXAMPLES, ...PULUMI_EXAMPLES].map(({ name }) => fileName(name));
  expect(new Set(names).size).toBe(names.length);
});

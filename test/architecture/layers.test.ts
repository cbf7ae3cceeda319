import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface LintMessage {
  readonly rule: string | null;
  readonly line: number;
  readonly message: string;
}

/** What ESLint says about modules that import this, in place of files that exist: types are known of those only. */
function lint(files: readonly { readonly path: string; readonly imports: readonly string[] }[]): LintMessage[][] {
  const texts = files.map(({ path, imports }) => ({
    path,
    content: [...imports.map((from, index) => `import * as x${index} from '${from}';`), '', `export const all = [${imports.map((_, index) => `x${index}`).join(', ')}];`, ''].join('\n'),
  }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
    // Where CI is set, typescript-eslint reads each file from the disk, once, and not the text that stands in for it.
    cwd: ROOT, input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as LintMessage[][];
}

const LAYER_RULE = 'import-x/no-restricted-paths';
const CDK8S_RULE = '@typescript-eslint/no-restricted-imports';
const IO_RULE = 'no-restricted-imports';

test('imports that point up, frameworks in the core, and files in pure folders are refused; imports that point down are not', () => {
  // GIVEN
  const good = [
    { path: 'src/registry/registry.ts', imports: ['../error', '../image'] },
    { path: 'src/audit/audit.ts', imports: ['node:crypto', '../credential', '../manifest', './options'] },
    { path: 'src/cdk8s/proof.ts', imports: ['cdk8s', 'constructs', '../audit', '../manifest'] },
    { path: 'src/cli/main.ts', imports: ['node:fs', '../helm', './program'] },
  ];
  const bad = [
    { path: 'src/error/escape.ts', imports: ['../image'] },
    { path: 'src/image/parse-reference.ts', imports: ['../registry'] },
    { path: 'src/manifest/json.ts', imports: ['../audit', '../index'] },
    { path: 'src/agent/agent.ts', imports: ['../audit', '../cdk8s'] },
    { path: 'src/cli/main.ts', imports: ['../cdk8s'] },
    { path: 'src/cdk8s/proof.ts', imports: ['../cli/program', 'node:fs'] },
    { path: 'src/audit/audit.ts', imports: ['cdk8s', 'constructs'] },
    { path: 'src/relocate/layout.ts', imports: ['node:child_process', 'fs', 'node:http'] },
  ];

  // WHEN
  const messages = lint([...good, ...bad]);
  // How the texts are set is no matter here; a text that could not be read has a message without a rule.
  const rulesOf = (index: number): (string | null | undefined)[] => messages[index]?.map(({ rule }) => rule)
    .filter((rule) => rule === null || [LAYER_RULE, CDK8S_RULE, IO_RULE].includes(rule)) ?? [];

  // THEN
  expect(good.map((_, index) => rulesOf(index))).toEqual([[], [], [], []]);
  expect(bad.map((_, index) => rulesOf(good.length + index))).toEqual([
    [LAYER_RULE],
    [LAYER_RULE],
    [LAYER_RULE, LAYER_RULE],
    [LAYER_RULE, LAYER_RULE],
    [LAYER_RULE],
    [LAYER_RULE, IO_RULE],
    [CDK8S_RULE, CDK8S_RULE],
    [IO_RULE, IO_RULE, IO_RULE],
  ]);
  expect(messages[good.length + 1]?.[0]?.message).toContain('src/image may only import from: error');
});

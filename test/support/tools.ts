import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BIN = join(__dirname, '..', '..', '.tools', 'bin');
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** The pinned Helm 3. */
export const HELM_3 = tool('helm3');

/** The pinned Helm 4. */
export const HELM_4 = tool('helm4');

/** Both of them, for `describe.each(helms)('with $name', …)`. */
export const helms: readonly { readonly name: string; readonly helmExecutable: string }[] = [
  { name: 'Helm 3', helmExecutable: HELM_3 },
  { name: 'Helm 4', helmExecutable: HELM_4 },
];

/** Path of a tool of `tools/tools.json`. */
export function tool(name: string): string {
  const path = join(BIN, name + SUFFIX);
  if (!existsSync(path)) {
    throw new Error(`${name} is not installed: run \`npm run tools\` first (\`npm test\` does it by itself)`);
  }
  return path;
}

// Lints texts as if they stood in files, and prints what the rules say. ESLint reads its configuration as a module,
// which only a process of its own can do under jest.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const files = JSON.parse(await text(process.stdin));
const results = [];
for (const { path, content } of files) {
  const [result] = await eslint.lintText(content, { filePath: path });
  results.push(result.messages.map(({ ruleId, line, message }) => ({ rule: ruleId, line, message })));
}
process.stdout.write(JSON.stringify(results));

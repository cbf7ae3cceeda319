// Loads modules and says what that took: `import.mjs MODULE…`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const before = process.cpuUsage();
process.argv.slice(2).forEach((name) => require(name));
const { user, system } = process.cpuUsage(before);

process.stdout.write(JSON.stringify({
  cpu: (user + system) / 1000,
  aws: Object.keys(require.cache).filter((file) => /@pulumi.aws./.test(file)).length,
}));

// Declares a pull secret in each of many namespaces, with mocks: `pulumi.mjs component|raw COUNT`.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [variant, count] = process.argv.slice(2);
const namespaces = Array.from({ length: Number(count) }, (_, index) => `team-${index}`);

const pulumi = require('@pulumi/pulumi');
const { ComponentResource } = pulumi;
const { Secret } = require('@pulumi/kubernetes/core/v1');
const { Registry } = require('pullproof');
const { PullSecret } = require('pullproof/pulumi');

const hash = createHash('sha256');
const sent = [];
await pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    if (type === 'kubernetes:core/v1:Secret') {
      sent.push(JSON.stringify(inputs, Object.keys(inputs).sort()));
    }
    return { id: name, state: inputs };
  },
  call: ({ inputs }) => inputs,
});

const login = { username: 'robot$agents+pull', password: pulumi.secret('stands-in-for-a-password') };
const before = process.cpuUsage();
if (variant === 'component') {
  new PullSecret('pull', { registry: Registry.harbor('harbor.example.com', { project: 'agents' }), credential: login, namespaces });
} else {
  const parent = new ComponentResource('bench:index:Secrets', 'pull', {});
  const config = pulumi.all([login.username, login.password]).apply(([username, password]) => Buffer.from(`{"auths":{"harbor.example.com":{"username":"${username}","password":"${password}","auth":"${
    Buffer.from(`${username}:${password}`).toString('base64')}"}}}`).toString('base64'));
  for (const namespace of namespaces) {
    new Secret(`pull-ns-${namespace}`, {
      metadata: { name: 'pull-harbor-example-com', namespace }, type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': config },
    }, { parent });
  }
}
await pulumi.runtime.disconnect();
const { user, system } = process.cpuUsage(before);
sent.sort().forEach((inputs) => hash.update(inputs));

process.stdout.write(JSON.stringify({
  cpu: (user + system) / 1000,
  secrets: sent.length,
  // Both variants must send the same; the first digits of its hash tell.
  output: Number.parseInt(hash.digest('hex').slice(0, 12), 16),
}));

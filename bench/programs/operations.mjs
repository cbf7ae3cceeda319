// Counts how many references are parsed and looked up in a second.
import { imageName, Keyring, parseReference } from 'pullproof';

const REFERENCES = [
  'nginx', 'docker.io/library/nginx:1.27', 'quay.io/prometheus/prometheus:v3.10.0-distroless', 'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent:1.2.13',
  'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0', 'harbor.example.com:8443/agents/team/app:2024.11.3',
  `123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents/app@sha256:${'0123456789abcdef'.repeat(4)}`, 'swr.eu-west-101.myhuaweicloud.eu/agents/app:v1',
];
const NAMES = REFERENCES.map((text) => imageName(parseReference(text)));
const KEYRING = new Keyring([
  'https://index.docker.io/v1/', 'quay.io', 'ghcr.io', '*.dkr.ecr.*.amazonaws.com', 'harbor.example.com:8443', 'harbor.example.com:8443/agents/', 'registry.k8s.io',
].map((registry) => ({ registry })));

process.stdout.write(JSON.stringify({
  parse: millionsPerSecond((index) => parseReference(REFERENCES[index % REFERENCES.length]).repository.length),
  lookup: millionsPerSecond((index) => KEYRING.lookup(NAMES[index % NAMES.length]).length),
}));

function millionsPerSecond(operation) {
  const OPERATIONS = 400_000;
  const rates = [];
  let sum = 0;
  for (let round = 0; round < 6; round += 1) {
    const before = process.cpuUsage();
    for (let index = 0; index < OPERATIONS; index += 1) {
      sum += operation(index); // what is not used might not be done
    }
    const { user, system } = process.cpuUsage(before);
    rates.push(OPERATIONS / (user + system));
  }
  if (sum === 0) {
    throw new Error('nothing was done');
  }
  return rates.sort((a, b) => a - b)[3];
}

import fc from 'fast-check';
import { tingyunPullErrors } from '../../src/agent';
import { diagnose, findPullTrouble, printDiagnosisJson, printDiagnosisText, pullTroubles } from '../../src/diagnose';
import { parseManifests } from '../../src/manifest';
import { account, COLOURS, deployment, dockerConfig, externalSecret, pullSecret } from '../audit/support';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { diagnoseText, event, expectSound, list, pod, shortly, waiting } from './support';

const IMAGE = 'harbor.example.com/agents/server:1.2';
const NOT_FOUND = `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
const DENIED = `failed to resolve reference "${IMAGE}": unexpected status from HEAD request to https://harbor.example.com/v2/agents/server/manifests/1.2: 401 Unauthorized`;

describe('pods and events as kubectl prints them', () => {
  test('the state of a container and its events are one trouble, with the longest message', () => {
    const { findings, pods } = diagnoseText(list(
      pod('web-0', [{ state: waiting('ImagePullBackOff', `Back-off pulling image "${IMAGE}"`) }]),
      event('web-0', 'Failed', `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = ${NOT_FOUND}`),
      event('web-0', 'Failed', 'Error: ErrImagePull'),
      event('web-0', 'BackOff', `Back-off pulling image "${IMAGE}"`, { type: 'Normal' }),
      event('web-0', 'Failed', 'Error: ImagePullBackOff'),
      event('web-0', 'Pulling', `Pulling image "${IMAGE}"`, { type: 'Normal' }),
      event('web-0', 'Scheduled', 'Successfully assigned agents/web-0 to node', { type: 'Normal' }),
    ));

    expect(pods).toBe(1);
    expect(findings.map(({ trouble: { id } }) => id)).toEqual(['manifest-unknown']);
    expect(findings[0]?.places).toEqual([{
      namespace: 'agents', kind: 'Pod', name: 'web-0', container: 'main', image: IMAGE, credentials: [],
      message: `Failed: Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = ${NOT_FOUND}`,
    }]);
  });

  test('newer kubelets put the cause into the state itself', () => {
    expect(shortly(diagnoseText(list(pod('web-0', [{ state: waiting('ImagePullBackOff', `Back-off pulling image "${IMAGE}": ErrImagePull: ${DENIED}`) }])))))
      .toEqual([`unauthorized Pod agents/web-0 main ${IMAGE}`]);
  });

  test('init containers, several containers of one pod, and several pods', () => {
    expect(shortly(diagnoseText(list(
      pod('web-0', [{ name: 'good', state: { running: {} } }, { name: 'bad', image: 'nginx:1', state: waiting('ErrImagePull', NOT_FOUND) }], {
        initContainers: [{ name: 'init', image: 'busybox:1' }],
      }, { initContainerStatuses: [{ name: 'init', state: waiting('ErrImagePull', 'toomanyrequests: Too Many Requests') }] }),
      pod('web-1', [{ state: waiting('InvalidImageName', 'Failed to apply default image tag "X": couldn\'t parse image reference "X": invalid reference format: repository name (X) must be lowercase') }]),
    )))).toEqual([
      'rate-limited Pod agents/web-0 init busybox:1',
      `name-invalid Pod agents/web-1 main ${IMAGE}`,
      'manifest-unknown Pod agents/web-0 bad nginx:1',
    ]);
  });

  test('events of the new API are read', () => {
    expect(shortly(diagnoseText(list({
      apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'e' }, regarding: { kind: 'Pod', namespace: 'agents', name: 'web-0', fieldPath: 'spec.initContainers{init}' },
      reason: 'Failed', note: `Failed to pull image "nginx:9": ${NOT_FOUND}`, type: 'Warning',
    })))).toEqual(['manifest-unknown Pod agents/web-0 init nginx:9']);
  });

  test.each([
    ['ErrImageNeverPull', 'Container image "x" is not present with pull policy of Never', 'never-pulled'],
    ['ImageInspectError', 'Failed to inspect image "x": rpc error: code = Unknown desc = layer not known', 'image-inspect'],
    ['RegistryUnavailable', 'image pull failed for x because the registry is unavailable.', 'server-error'],
    ['SignatureValidationFailed', 'image pull failed for x because the signature validation failed', 'signature-refused'],
    ['CreateContainerError', 'context deadline exceeded', 'container-create'],
    ['CreateContainerError', 'failed to create containerd task: exec: "/server": exec format error: unknown', 'exec-format'],
    ['CreateContainerConfigError', 'secret "api-key" not found', 'config-missing'],
    ['RunContainerError', 'failed to create shim task: OCI runtime create failed: runc create failed: exec: "/app/x": stat /app/x: no such file or directory', 'command-missing'],
    ['ErrImagePull', undefined, 'back-off'],
    ['ImagePullBackOff', undefined, 'back-off'],
  ])('the state %s (%s) is %s', (reason, message, id) => {
    expect(diagnoseText(list(pod('web-0', [{ state: waiting(reason, message) }]))).findings.map(({ trouble }) => trouble.id)).toEqual([id]);
  });

  test('an image for another architecture shows when its program is started', () => {
    const ended = { terminated: { reason: 'StartError', exitCode: 128, message: 'failed to create containerd task: exec: "/server": exec format error: unknown' } };
    expect(shortly(diagnoseText(list(pod('web-0', [{ state: waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container=main'), lastState: ended }], {}, { phase: 'Running' })))))
      .toEqual([`exec-format Pod agents/web-0 main ${IMAGE}`]);
  });

  test('a pull secret that is missing is told of pods that run, too; what else was said of them is over', () => {
    const text = 'Unable to retrieve some image pull secrets (pull); attempting to pull the image may not succeed.';
    expect(shortly(diagnoseText(list(
      pod('web-0', [{ state: { running: {} } }], {}, { phase: 'Running' }),
      event('web-0', 'FailedToRetrieveImagePullSecret', text, { involvedObject: { kind: 'Pod', namespace: 'agents', name: 'web-0' } }),
      event('web-0', 'Failed', `Failed to pull image "${IMAGE}": ${NOT_FOUND}`),
    )))).toEqual(['secret-missing Pod agents/web-0']);
  });

  test('the sandbox image, a full disk and a denied admission are told of nodes, pods and their makers', () => {
    expect(shortly(diagnoseText(list(
      pod('evicted', [], {}, { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: ephemeral-storage.' }),
      event('web-1', 'FailedCreatePodSandBox', 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": dial tcp 192.0.2.7:443: i/o timeout', { involvedObject: { kind: 'Pod', namespace: 'agents', name: 'web-1' } }),
      event('web-6d4b', 'FailedCreate', 'Error creating: pods "web-6d4b-x" is forbidden: ValidatingAdmissionPolicy "allowed" with binding "allowed" denied request: images not from an allowed registry: nginx', { involvedObject: { kind: 'ReplicaSet', namespace: 'agents', name: 'web-6d4b' } }),
    )))).toEqual([
      'sandbox-image Pod agents/web-1 registry.k8s.io/pause:3.9',
      'disk-full Pod agents/evicted',
      'admission-denied ReplicaSet agents/web-6d4b',
    ]);
  });

  test('what programs, probes and networks say is not taken for a pull', () => {
    const ended = { terminated: { reason: 'Error', exitCode: 1, message: 'dial tcp 10.0.0.9:5432: connect: connection refused; 401 Unauthorized; no such host; 404' } };
    const diagnosis = diagnoseText(list(
      pod('web-0', [{ state: waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container=main pod=web-0'), lastState: ended }], {}, { phase: 'Running' }),
      event('web-0', 'Unhealthy', 'Readiness probe failed: Get "http://10.1.2.3:8080/": dial tcp 10.1.2.3:8080: connect: connection refused'),
      event('web-0', 'FailedMount', 'MountVolume.SetUp failed for volume "x": timed out waiting for the condition'),
      event('web-0', 'FailedCreatePodSandBox', 'Failed to create pod sandbox: plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized'),
      event('web-0', 'FailedCreate', 'Error creating: pods "x" is forbidden: error looking up service account agents/x: serviceaccount "x" not found'),
      event('web-0', 'BackOff', 'Back-off restarting failed container main in pod web-0'),
    ));

    expect(shortly(diagnosis)).toEqual([]);
    expect(diagnosis.healthy).toBe(true);
  });

  test('YAML is read as well', () => {
    expect(shortly(diagnoseText('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Event\n  metadata: {name: e}\n  involvedObject: {kind: Pod, namespace: agents, name: web-0}\n  reason: Failed\n  type: Warning\n  message: \'Failed to pull image "nginx:9": toomanyrequests: Rate exceeded\'\n')))
      .toEqual(['rate-limited Pod agents/web-0 nginx:9']);
  });

  test('JSON that is broken is refused', () => {
    expect(() => diagnose({ texts: [{ name: 'pods.json', text: '{"apiVersion": "v1", "items": [' }] })).toThrow('[pods.json] the JSON cannot be read');
  });
});

const DESCRIPTION = `Name:             web-7c9d5
Namespace:        agents
Priority:         0
Service Account:  default
Node:             node-1/192.0.2.10
Status:           Pending
Init Containers:
  init:
    Container ID:
    Image:         harbor.example.com/agents/init:1
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
    Ready:          True
Containers:
  server:
    Container ID:
    Image:          ${IMAGE}
    Image ID:
    Port:           8080/TCP
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Environment:    <none>
  sidecar:
    Image:          nginx:1.27
    State:          Running
      Started:      Mon, 01 Jun 2026 10:00:00 +0000
Conditions:
  Type              Status
  Ready             False
Events:
  Type     Reason                           Age                From               Message
  ----     ------                           ----               ----               -------
  Normal   Scheduled                        75s                default-scheduler  Successfully assigned agents/web-7c9d5 to node-1
  Warning  FailedToRetrieveImagePullSecret  5s (x7 over 74s)   kubelet            Unable to retrieve some image pull secrets (pull); attempting to pull the image may not succeed.
  Normal   Pulling                          20s (x3 over 74s)  kubelet            Pulling image "${IMAGE}"
  Warning  Failed                           19s (x3 over 73s)  kubelet            Failed to pull image "${IMAGE}": ${DENIED}
  Warning  Failed                           19s (x3 over 73s)  kubelet            Error: ErrImagePull
  Normal   BackOff                          5s (x4 over 72s)   kubelet            Back-off pulling image "${IMAGE}"
  Warning  Unhealthy                        5s                 kubelet            Readiness probe failed: dial tcp 10.1.2.3:80: connect: connection refused
`;

describe('what kubectl describe prints', () => {
  test('containers and events are read', () => {
    const diagnosis = diagnoseText(DESCRIPTION);

    expect(diagnosis.pods).toBe(1);
    expect(shortly(diagnosis)).toEqual(['secret-missing Pod agents/web-7c9d5', `unauthorized Pod agents/web-7c9d5 server ${IMAGE}`]);
  });

  test('several pods, one after the other, with the line ends of Windows', () => {
    const second = DESCRIPTION.replaceAll('web-7c9d5', 'web-other').replace('401 Unauthorized', '503 Service Unavailable').replace(/.*FailedToRetrieve.*\n/, '');
    expect(shortly(diagnoseText(`${DESCRIPTION}\n\n${second}`.replaceAll('\n', '\r\n')))).toEqual([
      'secret-missing Pod agents/web-7c9d5', `server-error Pod agents/web-other server ${IMAGE}`, `unauthorized Pod agents/web-7c9d5 server ${IMAGE}`,
    ]);
  });

  test('a message that is wrapped, a container that ended badly, and a pod without events', () => {
    expect(shortly(diagnoseText(DESCRIPTION.replace(/Events:[^]*/, 'Events:          <none>\n').replace('Reason:       ImagePullBackOff', 'Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       StartError\n      Message:      failed to create containerd task: exec format error: unknown\n      Exit Code:    128'))))
      .toEqual([`exec-format Pod agents/web-7c9d5 server ${IMAGE}`]);
    expect(shortly(diagnoseText(DESCRIPTION.replace(DENIED, 'failed to resolve\n                  reference: x509: certificate\n                  signed by unknown authority')))[1])
      .toBe(`authority-unknown Pod agents/web-7c9d5 server ${IMAGE}`);
  });

  test('a pod that runs has no trouble', () => {
    expect(diagnoseText(DESCRIPTION.replace('State:          Waiting\n      Reason:       ImagePullBackOff', 'State:          Running').replace(/.*FailedToRetrieve.*\n/, '')).healthy).toBe(true);
  });
});

describe('any other text', () => {
  test('the table of kubectl get events names its pods', () => {
    expect(shortly(diagnoseText(`LAST SEEN   TYPE      REASON   OBJECT      MESSAGE
12s         Warning   Failed   pod/web-0   Failed to pull image "nginx:9": toomanyrequests: You have reached your pull rate limit.
12s         Warning   Failed   pod/web-1   Error: ErrImagePull
9s          Normal    Pulled   pod/web-2   Successfully pulled image "nginx:1"
`))).toEqual(['rate-limited Pod /web-0 nginx:9', 'back-off Pod /web-1']);
  });

  test('a log of the kubelet names its pods', () => {
    expect(shortly(diagnoseText('E0102 03:04:05.6 1 pod_workers.go:1300] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"server\\" with ErrImagePull: \\"failed to pull and unpack image \\\\\\"harbor.example.com/a/b:1\\\\\\": no match for platform in manifest: not found\\"" pod="agents/web-0" podUID="1"\nI0102 unrelated: connection refused')))
      .toEqual(['platform-missing Pod agents/web-0 harbor.example.com/a/b:1']);
  });

  test('a message that somebody sent', () => {
    expect(shortly(diagnoseText('Error response from daemon: manifest for harbor.example.com/a/b:1 not found: manifest unknown'))).toEqual(['manifest-unknown']);
    expect(diagnoseText('all is fine\n').healthy).toBe(true);
  });
});

describe('what is known of the credential', () => {
  const failing = (spec: object = {}): object => pod('web-7c9d5-x', [{ state: waiting('ErrImagePull', DENIED) }], spec);
  const known = (text: string, ...manifests: string[]): readonly string[] | undefined => diagnoseText(text, manifests.length === 0 ? {} : { manifests: parseManifests(manifests.join('\n---\n'), 'm.yaml') }).findings[0]?.places[0]?.credentials;
  const secrets = { imagePullSecrets: [{ name: 'pull' }] };

  test('a live pod without a pull secret', () => {
    expect(known(list(failing()))).toEqual(['the pod has no pull secret: its ServiceAccount default named none when it was made']);
  });

  test('a Secret that is not among the objects is only named', () => {
    expect(known(list(failing(secrets)))).toEqual(['the pod names Secret agents/pull, which is not among the objects given here']);
  });

  test('with Secrets beside the pods: missing, for another host, matching, broken', () => {
    expect(known(list(failing(secrets)), pullSecret(undefined, { namespace: 'elsewhere' }))).toEqual(['Secret agents/pull, named by the pod, exists only in elsewhere']);
    expect(known(list(failing(secrets)), pullSecret(dockerConfig('harbor.example.com:443')))).toEqual(['Secret agents/pull has entries for "harbor.example.com:443" only']);
    expect(known(list(failing(secrets)), pullSecret())).toEqual(['the pod names Secret agents/pull, whose entry "harbor.example.com" matches: its content is what the registry judges']);
    expect(known(list(failing(secrets)), pullSecret('broken'))).toEqual(['Secret agents/pull cannot be read, which spoils every other pull secret of the pod']);
  });

  test('Secrets may stand in the input itself', () => {
    const secret = {
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pull', namespace: 'agents' }, type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': Buffer.from(dockerConfig('quay.io')).toString('base64') },
    };
    expect(known(list(failing(secrets), secret))).toEqual(['Secret agents/pull has entries for "quay.io" only']);
  });

  test('a description is joined with the workload that made its pod', () => {
    const described = DESCRIPTION.replaceAll('web-7c9d5', 'server-7c9d5-x').replace(/.*FailedToRetrieve.*\n/, '');
    const manifests = [deployment({ image: IMAGE, name: 'serv' }), deployment({ image: IMAGE, secrets: '' }), account('imagePullSecrets: [{name: pull}]'), externalSecret()];
    expect(known(described, ...manifests)).toEqual(['the ServiceAccount default names Secret agents/pull, whose entry "harbor.example.com" matches: its content is what the registry judges']);
    expect(known(described, deployment({ image: 'other:1' }))).toEqual([]);
  });
});

describe('reports', () => {
  const text = list(
    ...['a', 'b', 'c', 'd'].map((name) => pod(name, [{ state: waiting('ErrImagePull', DENIED) }], { imagePullSecrets: [{ name: 'pull' }] })),
    pod('e', [{ image: 'nginx:9', state: waiting('ErrImagePull', 'toomanyrequests: Rate exceeded\n\u001b[31mred') }]),
    pod('well', [{ state: { running: {} } }], {}, { phase: 'Running' }),
  );

  test('the text says cause and remedy once, and where', () => {
    expect(printDiagnosisText(diagnoseText(text))).toBe(`TROUBLE  2 causes in 5 places, of 6 pods

rate-limited  the registry limits how many pulls it serves, and the limit is reached
  → pull with a login, or from a private copy: anonymous clients behind one address share one limit
  → https://docs.docker.com/docker-hub/usage/
  nginx:9
    Pod agents/e, main: ErrImagePull: toomanyrequests: Rate exceeded\\n\\u001b[31mred
      credential: the pod has no pull secret: its ServiceAccount default named none when it was made

unauthorized  the registry refuses the pull (401): there is no login, a wrong one, or one that may not see this image
  → \`pullproof check\` asks the registry with the same pull secret and says which of the three it is
  → https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
  ${IMAGE}
    Pod agents/a, main: ErrImagePull: ${DENIED}
      credential: the pod names Secret agents/pull, which is not among the objects given here
    Pod agents/b, main: ErrImagePull: ${DENIED}
      credential: the pod names Secret agents/pull, which is not among the objects given here
    Pod agents/c, main: ErrImagePull: ${DENIED}
      credential: the pod names Secret agents/pull, which is not among the objects given here
    and 1 more
`);
  });

  test('colours stand around words', () => {
    expect(printDiagnosisText(diagnoseText(text), COLOURS).replace(/\u001b\[\d+m/g, '')).toBe(printDiagnosisText(diagnoseText(text)));
  });

  test('nothing wrong is one line', () => {
    expect(printDiagnosisText(diagnoseText(list(pod('well', [{ state: { running: {} } }], {}, { phase: 'Running' }))))).toBe('NOTHING WRONG  no trouble with images in 1 pod\n');
  });

  test('the JSON has every place, and a version', () => {
    const json = JSON.parse(printDiagnosisJson(diagnoseText(text))) as { version: number; findings: { id: string; places: unknown[] }[] };

    expect([json.version, json.findings.map(({ id, places }) => [id, places.length])]).toEqual([1, [['rate-limited', 1], ['unauthorized', 4]]]);
  });

  test('logins in messages are taken out, and long messages cut', () => {
    const { findings } = diagnoseText(list(pod('a', [{
      state: waiting('ErrImagePull', `Get "https://${CANARY_USERNAME}:${CANARY_PASSWORD}@harbor.example.com/v2/": no such host; Authorization: Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')} https://auth.example.com/token?token=${CANARY_PASSWORD}&x=1 ${'x'.repeat(1000)}`),
    }])));

    expect(findings[0]?.places[0]?.message).toMatch(/^ErrImagePull: Get "https:\/\/…@harbor\.example\.com\/v2\/": no such host; Authorization: Basic … https:\/\/auth\.example\.com\/token\?token=…&x=1 x+…$/);
    expect(findings[0]?.places[0]?.message.length).toBe(401);
  });
});

describe('the tables of vendors', () => {
  const IDS = {
    'architecture': ['exec-format', 'platform-missing'], 'certificate': ['certificate-other'], 'denied': ['denied-or-absent', 'unauthorized'],
    'not-found': ['manifest-unknown'], 'timeout': ['timeout'], 'unreachable': ['connection-refused', 'dns'],
  };

  test.each(tingyunPullErrors.flatMap(({ cause, texts }) => texts.map((text) => [text, cause] as const)))('Tingyun: %s is known', (text, cause) => {
    expect(IDS[cause]).toContain(findPullTrouble(text)?.id);
    expect(IDS[cause]).toContain(findPullTrouble(`Failed to pull image "harbor.example.com/tingyun/collector:1": ${text.toUpperCase()}`)?.id);
  });

  test.each([
    // What the guide of the CloudZero agent on private registries tells its readers to look for.
    ['ImagePullBackOff', 'back-off'],
    ['ErrImagePull', 'back-off'],
    ['unauthorized: authentication required', 'unauthorized'],
    ['pull access denied', 'denied-or-absent'],
    ['manifest unknown', 'manifest-unknown'],
    ['x509: certificate signed by unknown authority', 'authority-unknown'],
    ['no basic auth credentials', 'no-credential'],
  ])('CloudZero: %s is known', (text, id) => {
    expect(findPullTrouble(text)?.id).toBe(id);
  });
});

test.each([
  ['an image called like a trouble', 'Failed to pull image "harbor.example.com/x509/denied-404:timeout": context canceled', 'pull-given-up'],
  ['a digest with a status in it', `Failed to pull image "a@sha256:${'404'.repeat(21)}4": toomanyrequests`, 'rate-limited'],
  ['an address with a status in it', 'Get "https://harbor.example.com/404/401/x509": EOF', 'connection-broken'],
])('names do not count: %s', (_name, text, id) => {
  expect(findPullTrouble(text)?.id).toBe(id);
});

test('no text makes it stumble', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...pullTroubles.flatMap(({ examples }) => examples.map(({ text }) => text)), 'Name: x', 'Events:', 'Containers:', '  main:', '    State: Waiting', '\n', '{', 'kind: Pod'))), (parts) => {
    try {
      expectSound(diagnose({ texts: [{ name: 'any', text: parts.join('\n') }] }));
    } catch (error) {
      expect(error).toMatchObject({ code: 'manifest-invalid' });
    }
  }), { numRuns: 200 });
});

test('a message that tells nothing known is not explained', () => {
  expect(findPullTrouble('the cat is on the mat')).toBeUndefined();
});

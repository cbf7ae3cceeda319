import { containerd, crio, docker, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES } from './sources';

/** What the node itself lacks: no image would come. */
export const NODE_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'sandbox-image',
    family: 'node',
    words: [/sandbox image/i, /create pod sandbox.*(?:failed pulling image|initializing source)/i],
    cause: 'the node cannot get the sandbox (pause) image, without which no pod starts; pull secrets of pods do not count for it',
    remedy: 'mirror that image, and name the mirror in the configuration of the container runtime (containerd: sandbox, CRI-O: pause_image) with a login of the node',
    see: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    examples: [
      containerd('https://github.com/k3s-io/k3s/issues/11412', 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": failed to pull and unpack image "registry.k8s.io/pause:3.9": failed to resolve reference "registry.k8s.io/pause:3.9": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.9": dial tcp 192.0.2.7:443: connect: connection refused'),
      docker('https://github.com/kubernetes/kubelet/issues/7', 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "registry.k8s.io/pause:3.6": Error response from daemon: Get "https://registry.k8s.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)'),
      crio('https://github.com/kubernetes/kubernetes/issues/93386', 'Failed to create pod sandbox: rpc error: code = Unknown desc = error creating pod sandbox with name "k8s_web-0_agents_0": initializing source docker://registry.k8s.io/pause:3.9: pinging container registry registry.k8s.io: Get "https://registry.k8s.io/v2/": dial tcp 192.0.2.7:443: i/o timeout'),
    ],
  },
  {
    id: 'disk-full',
    family: 'node',
    words: [/no space left on device/i, /low on resource: ephemeral-storage/i, /disk ?pressure/i, /garbage collect required amount of images/i, /FreeDiskSpaceFailed/],
    cause: 'the disk of the node is full: images cannot be unpacked, and pods are evicted',
    remedy: 'free or enlarge the disk of the image store, or lower the thresholds of image garbage collection',
    see: GUIDES.disk,
    examples: [
      containerd('https://github.com/rancher/k3os/issues/55', 'Failed to pull image "harbor.example.com/agents/server:1.2": rpc error: code = Unknown desc = failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to extract layer sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef: write /var/lib/containerd/tmpmounts/containerd-mount1/usr/lib/a.so: no space left on device: unknown'),
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/eviction/helpers.go', 'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 2Gi.'),
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/image_gc_manager.go', 'FreeDiskSpaceFailed: Failed to garbage collect required amount of images. Attempted to free 5Gi, but only found 0 bytes eligible to free.'),
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/eviction/eviction_manager.go', 'Pod was rejected: The node had condition: [DiskPressure].'),
    ],
  },
  {
    id: 'runtime-down',
    family: 'node',
    words: [/transport: error while dialing.*dial unix/i, /dial unix .*\.sock: connect/i, /cannot connect to the docker daemon/i],
    cause: 'the kubelet does not reach the container runtime of its node',
    remedy: 'look at the runtime on the node: `systemctl status containerd` (or crio, or docker), and its log',
    see: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    examples: [
      kubelet('https://github.com/bottlerocket-os/bottlerocket/issues/2512', 'Failed to inspect image "harbor.example.com/agents/server:1.2": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"'),
      docker('https://github.com/moby/moby/blob/master/client/errors.go', 'Failed to inspect image "harbor.example.com/agents/server:1.2": rpc error: code = Unknown desc = Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'),
    ],
  },
  {
    id: 'kubelet-limit',
    family: 'node',
    words: [/pull QPS exceeded/i],
    cause: 'the kubelet pulls no more images per second than it is allowed to',
    remedy: 'wait: it tries again; where many pods start at once, raise registryPullQPS and registryBurst of the kubelet',
    see: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    examples: [kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/helpers.go', 'Failed to pull image "harbor.example.com/agents/server:1.2": pull QPS exceeded')],
  },
];

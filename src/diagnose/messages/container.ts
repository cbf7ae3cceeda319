import { containerd, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';
import { GUIDES, SOURCES } from './sources';

/** What is left when no message says why, and what looks like a trouble of images without being one. */
export const CONTAINER_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'config-missing',
    family: 'container',
    words: [/CreateContainerConfigError/, /\b(?:secret|configmap) \S* ?not found/i, /couldn't find key \S+ in/i],
    cause: 'the image is there; the container needs a Secret or ConfigMap that is not',
    remedy: 'create it in the namespace of the pod, with the key that the message names',
    see: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
    examples: [
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container.go', 'CreateContainerConfigError: secret "cloudzero-api-key" not found'),
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go', 'CreateContainerConfigError: couldn\'t find key value in Secret agents/cloudzero-api-key'),
    ],
  },
  {
    id: 'image-inspect',
    family: 'container',
    words: [/ImageInspectError/, /failed to inspect image/i],
    cause: 'the node has the image, and its runtime cannot read it',
    remedy: 'remove the image on that node (`crictl rmi IMAGE`) so that it is pulled again; look at the log of the runtime',
    see: GUIDES.images,
    examples: [kubelet(SOURCES.kubeletImages, 'ImageInspectError: Failed to inspect image "harbor.example.com/agents/server:1.2": rpc error: code = Unknown desc = layer not known')],
  },
  {
    id: 'container-create',
    family: 'container',
    words: [/CreateContainerError/, /failed to reserve container name/i, /failed to create containerd task/i, /OCI runtime create failed/i],
    cause: 'the image is there; the runtime cannot make a container of it',
    remedy: 'read the rest of the message: mounts, users and commands that do not fit the image are the usual reasons',
    see: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
    examples: [
      containerd('https://github.com/containerd/containerd/issues/4604', 'CreateContainerError: failed to reserve container name "server_web-0_agents": name "server_web-0_agents" is reserved for "0c1b"'),
      kubelet('https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_manager.go', 'CreateContainerError: no command specified'),
    ],
  },
  {
    id: 'back-off',
    family: 'container',
    words: [/back-off pulling image/i, /ImagePullBackOff/, /ErrImagePull/, /failed to pull image/i],
    cause: 'the pull failed, and what is left of it here does not say why: events are kept for an hour',
    remedy: 'delete the pod, so that it is tried and reported anew, and look again; or ask the registry itself with `pullproof check`',
    see: GUIDES.images,
    examples: [
      kubelet(SOURCES.kubeletImages, 'ImagePullBackOff: Back-off pulling image "harbor.example.com/agents/server:1.2"'),
      kubelet(SOURCES.kubeletImages, 'Error: ErrImagePull'),
    ],
  },
];

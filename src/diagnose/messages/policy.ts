import { apiServer, containerd, crio, docker, kubelet } from '../trouble';
import type { TroubleRow } from '../trouble';

const HARBOR_CODE = 'https://github.com/goharbor/harbor/blob/main/src/server/middleware/vulnerable/vulnerable.go';

/** What somebody decided not to let through. */
export const POLICY_TROUBLES: readonly TroubleRow[] = [
  {
    id: 'registry-policy',
    family: 'policy',
    words: [/\b412 Precondition Failed/i, /PROJECT_?POLICY_?VIOLATION/i, /cannot be pulled due to configured policy/i, /image is not signed (?:in|by)/i],
    cause: 'the registry has the image, and a policy of its project forbids the pull: it has vulnerabilities, is not scanned, or is not signed',
    remedy: 'scan, sign or exempt the image in the project of the registry (Harbor: Configuration, Deployment security)',
    see: 'https://goharbor.io/docs/main/working-with-projects/project-configuration/',
    examples: [
      containerd(HARBOR_CODE, 'failed to pull and unpack image "harbor.example.com/agents/server:1.2": failed to resolve reference "harbor.example.com/agents/server:1.2": unexpected status from HEAD request to https://harbor.example.com/v2/agents/server/manifests/1.2: 412 Precondition Failed'),
      docker(HARBOR_CODE, 'Error response from daemon: unknown: current image with 77 vulnerabilities cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "Medium" or higher from running.\' To continue with pull, please contact your project administrator to exempt matched vulnerabilities through configuring the CVE allowlist.'),
      docker('https://github.com/goharbor/harbor/blob/main/src/server/middleware/contenttrust/cosign.go', 'Error response from daemon: unknown: The image is not signed by cosign.'),
    ],
  },
  {
    id: 'signature-refused',
    family: 'policy',
    words: [/SignatureValidationFailed/, /source image rejected/i, /a signature was required/i, /is rejected by policy/i, /image pull failed .* because the signature validation failed/i],
    cause: 'the node only takes signed images of certain signers, and this one is not',
    remedy: 'copy the signatures along with the image (a copy by tag leaves them behind), or correct the policy of the node (/etc/containers/policy.json)',
    see: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    examples: [
      kubelet('https://github.com/kubernetes/kubernetes/pull/117717', 'SignatureValidationFailed: image pull failed for harbor.example.com/agents/server:1.2 because the signature validation failed'),
      crio('https://github.com/containers/image/issues/1953', 'rpc error: code = Unknown desc = copying system image from manifest list: Source image rejected: A signature was required, but no signature exists'),
      crio('https://github.com/containers/image/blob/main/signature/policy_eval_simple.go', 'rpc error: code = Unknown desc = Source image rejected: Running image docker://harbor.example.com/agents/server:1.2 is rejected by policy.'),
    ],
  },
  {
    id: 'admission-denied',
    family: 'policy',
    words: [/admission webhook .* denied the request/i, /ValidatingAdmissionPolicy .* denied request/i],
    cause: 'an admission policy of the cluster refuses the pod, so nothing is pulled at all',
    remedy: 'read its message: most such policies name the registries that images may come from; move the image there',
    see: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    examples: [
      apiServer('https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/', 'Error creating: pods "web-6d4b75cb6d-x" is forbidden: ValidatingAdmissionPolicy "allowed-registries" with binding "allowed-registries" denied request: images not from an allowed registry: nginx:1.27'),
      apiServer('https://github.com/kyverno/kyverno/issues/6682', 'Error creating: admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/agents/web was blocked due to the following policies: restrict-image-registries'),
    ],
  },
];

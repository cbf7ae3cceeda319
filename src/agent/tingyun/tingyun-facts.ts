/** Name of the pull secret that the agent expects, in its own namespace and in those of the pods that it is injected into. */
export const tingyunSecretName = 'tingyun-image-secret';

/** The first release of the agent whose manifest and webhook know pull secrets. */
export const tingyunFirstReleaseWithSecret = '2.5.3.0';

/** Namespace that the vendor's guide installs the agent in. */
export const tingyunNamespace = 'tingyun';

/** Annotation of the agent's pod templates: it changes with the ConfigMaps, so that the pods restart with them. */
export const tingyunChecksumAnnotation = 'checksum/tingyun-config';

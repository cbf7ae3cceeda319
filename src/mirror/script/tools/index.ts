import type { CopyTool, MirrorTool } from '../copy-tool';
import { CRANE } from './crane';
import { DOCKER } from './docker';
import { NERDCTL } from './nerdctl';
import { ORAS } from './oras';
import { REGCTL } from './regctl';
import { SKOPEO } from './skopeo';

/** Every tool, by its name. */
export const COPY_TOOLS: Readonly<Record<MirrorTool, CopyTool>> = {
  regctl: REGCTL, crane: CRANE, skopeo: SKOPEO, oras: ORAS, docker: DOCKER, nerdctl: NERDCTL,
};

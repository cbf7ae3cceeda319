export { installChart } from './install-chart';
export type { ChartInstall, ChartInstallRequest } from './install-chart';
export { postRender } from './post-render';
export type { PostRendered, PostRenderRequest } from './post-render';

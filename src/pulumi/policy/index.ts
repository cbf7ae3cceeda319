export { provenImages } from './proven-images';
export type { ProvenImagesArgs } from './proven-images';

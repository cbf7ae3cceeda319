export { CLOUDZERO_RELEASES } from './releases';

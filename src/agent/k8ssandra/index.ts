export { K8SSANDRA_RELEASES } from './releases';

export { explainHost } from './explain-host';
export { explainReference } from './explain-reference';
export { explainRepository } from './explain-repository';
export { MAX_NAME_LENGTH } from './grammar';
export { DOCKER_HUB_HOST } from './image-reference';
export type { ImageReference } from './image-reference';
export { parseReference, tryParseReference } from './parse-reference';
export { imageName, printReference, sameReference } from './print-reference';
export { endOfUserInfo, schemeOf, withoutUserInfo } from './user-info';

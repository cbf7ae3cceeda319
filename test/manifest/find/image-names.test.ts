import { imageName } from '../../../src/manifest/find/image-names';

describe('imageName', () => {
  test.each(['image', 'Image', 'IMAGE', 'sidecarImage', 'SIDECAR_IMAGE', 'sidecar-image', 'sidecar.image', 'baseimage'])('%s may hold a single word', (name) => {
    expect(imageName(name)).toEqual({ bare: true, list: false, repository: false });
  });

  test.each(['imageName', 'image_ref', 'imageReference', 'IMAGE_URL', 'RELATED_IMAGE_PROXY', 'image-spec'])('%s holds a path or a tag', (name) => {
    expect(imageName(name)).toEqual({ bare: false, list: false, repository: false });
  });

  test.each(['images', 'EXTRA_IMAGES', 'image-list'])('%s may hold several', (name) => {
    expect(imageName(name)).toEqual({ bare: false, list: true, repository: false });
  });

  test.each(['imageRepository', 'IMAGE_REPO'])('%s holds a name without tag', (name) => {
    expect(imageName(name)?.repository).toBe(true);
  });

  test.each(['imagePullPolicy', 'imagePullSecrets', 'IMAGE_TAG', 'imageDigest', 'image-path', 'imageRegistry', 'osImage', 'vmImage', 'MACHINE_IMAGE', 'logoImage', 'imagination', 'name', '', 'imageGCHighThresholdPercent'])('%j speaks of something else', (name) => {
    expect(imageName(name)).toBeUndefined();
  });
});

import { HarborClient, SecretValue } from '../../src';
import { CANARY_PASSWORD } from '../support/canary';

// Were it loaded together with the package, the import above would fail.
jest.mock('undici', () => {
  throw new Error('undici was loaded');
});

test('the package loads without undici, which takes longer to load than all of its own', () => {
  const connection = { url: 'https://harbor.example.com', username: 'admin', password: SecretValue.unsafePlainText(CANARY_PASSWORD) };

  expect(() => new HarborClient(connection)).toThrow('undici was loaded');
});

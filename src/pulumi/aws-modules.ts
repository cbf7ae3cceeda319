import type * as ecr from '@pulumi/aws/ecr';
import type * as iam from '@pulumi/aws/iam';
import type * as secretsmanager from '@pulumi/aws/secretsmanager';
import { PullproofError } from '../error';

/**
 * The modules of `@pulumi/aws`, loaded when the first of their resources is made: most programs make none, and whoever has
 * none need not install it. Each is a module of its own, because the root of the package loads hundreds.
 *
 * @throws PullproofError `provision-invalid` when the package is not installed.
 */
export const aws = {
  ecr: (): typeof ecr => load(() => require('@pulumi/aws/ecr') as typeof ecr),
  iam: (): typeof iam => load(() => require('@pulumi/aws/iam') as typeof iam),
  secretsmanager: (): typeof secretsmanager => load(() => require('@pulumi/aws/secretsmanager') as typeof secretsmanager),
};

function load<T>(requireModule: () => T): T {
  try {
    return requireModule();
  } catch (error) {
    throw new PullproofError({
      code: 'provision-invalid', what: 'the package @pulumi/aws cannot be loaded', remedy: 'install it beside this one: `npm install @pulumi/aws@7`', cause: error,
    });
  }
}

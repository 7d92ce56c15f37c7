/** What stands for helpers.ts in a browser, where the kernels compute on the thread that calls them. */
export function startHelpers(): never {
  throw new Error('In a browser the kernels compute on one thread.');
}

/** In CI the results are also written as JSON, where .ci/run counts them. */
export function reporters(name: string) {
  return process.env['CI'] === undefined
    ? {}
    : { reporters: ['default', 'json'], outputFile: { json: `node_modules/.results/${name}.json` } };
}

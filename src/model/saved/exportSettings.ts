import { oneOf, toggle } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { folder } from '../../settings/texts.js';

/** The settings of `adam-train export`. */
export const exportSettings = {
  to: setting({
    flag: '--to',
    argument: 'path',
    group: 'Options',
    help: 'the folder where model.json and weights.bin go, or the file of --format js and page',
    range: folder,
    defaultWords: 'none',
  }),
  format: setting({
    flag: '--format',
    argument: 'name',
    group: 'Options',
    help: 'layers for tf.loadLayersModel, js for an ES module without dependencies, or page for a page that predicts',
    range: oneOf(['layers', 'js', 'page']),
    default: 'layers',
  }),
  force: setting({
    flag: '--force',
    group: 'Options',
    help: 'write into a folder that holds other files, or replace the file',
    range: toggle,
    default: false,
  }),
} as const;

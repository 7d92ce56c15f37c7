import { oneOf, toggle } from '../../../settings/range.js';
import { setting } from '../../../settings/setting.js';
import { file } from '../../../settings/texts.js';

const sourceNames = ['prebuilt', 'pip'] as const;
export type SourceName = (typeof sourceNames)[number];

/** The settings of `adam-train setup`. */
export const setupSettings = {
  source: setting({
    flag: '--source',
    argument: 'name',
    group: 'Options',
    help: 'where TensorFlow comes from',
    range: oneOf(sourceNames),
    defaultWords: 'prebuilt, then pip',
  }),
  from: setting({
    flag: '--from',
    argument: 'file',
    group: 'Options',
    help: 'a TensorFlow wheel or libtensorflow archive at hand',
    range: file,
    defaultWords: 'none',
  }),
  remove: setting({
    flag: '--remove',
    group: 'Options',
    help: 'take the native engine away',
    range: toggle,
    default: false,
  }),
} as const;

import { defineCommand } from '../defineCommand.js';
import { compareSettings } from './settings.js';

const examples = `
Examples:
  adam-train compare out/run-001 out/run-002
      two runs side by side, and their losses in out/compare.png
  adam-train compare out/* --metric r2
      all that is in out, what is no run folder left out
`;

export const compare = defineCommand({
  name: 'compare',
  summary:
    'put runs side by side: the settings that differ, the results, the best one, and their losses in one picture',
  argument: {
    name: 'folder',
    help: 'two or more, such as out/*; a sweep stands for its trials',
    isList: true,
  },
  settings: compareSettings,
  help: examples,
  run: async (given, _, folders) => (await import('./run.js')).compare(folders, given),
});

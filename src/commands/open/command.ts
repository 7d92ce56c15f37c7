import { defineCommand, runFolderArgument } from '../defineCommand.js';

export const open = defineCommand({
  name: 'open',
  summary: "show a run's or a sweep's page in the browser; the latest in out unless a folder is named",
  argument: { ...runFolderArgument, isOptional: true },
  settings: {},
  run: async (_, folder) => (await import('./run.js')).open(folder),
});

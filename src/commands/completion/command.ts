import { defineCommand } from '../defineCommand.js';
import { formats } from './formats.js';

const examples = `
Examples:
  source <(adam-train completion bash)
      in ~/.bashrc
  source <(adam-train completion zsh)
      in ~/.zshrc, behind compinit; or the script as _adam-train in a folder of $fpath
  adam-train completion fish > ~/.config/fish/completions/adam-train.fish
      once, and again after an update
  adam-train completion powershell | Out-String | Invoke-Expression
      in $PROFILE
  adam-train completion man > adam-train.1
      the manual page, which npm install --global puts where man finds it
`;

export const completion = defineCommand({
  name: 'completion',
  summary: 'print what has a shell complete commands, flags and their values; or the manual page',
  argument: { name: 'shell', help: 'the shell, or man for the manual page', choices: formats },
  settings: {},
  help: examples,
  run: async (_, format, __, program) => (await import('./run.js')).completion(format, program),
});

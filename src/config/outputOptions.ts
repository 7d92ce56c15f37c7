import { yScales } from '../charts/yScale.js';
import { backendChoices } from './choices.js';
import { option } from './option.js';
import { folder, oneOf, runName, toggle } from './rules.js';

/** What computes, and where the results go. */
export const outputOptions = {
  backend: option({
    flag: '--backend',
    argument: 'name',
    group: 'Engine',
    help: 'what computes',
    rule: oneOf(backendChoices),
    default: 'auto',
  }),
  out: option({
    flag: '--out',
    argument: 'folder',
    group: 'Output',
    help: 'where run folders are made',
    rule: folder,
    isPath: true,
    default: 'out',
  }),
  name: option({
    flag: '--name',
    argument: 'name',
    group: 'Output',
    help: "the run folder's name",
    rule: runName,
    defaultWords: 'run-001, run-002 …',
  }),
  force: option({
    flag: '--force',
    group: 'Output',
    help: 'replace the run folder that has this --name',
    rule: toggle,
    default: false,
  }),
  noEnvironment: option({
    flag: '--no-environment',
    group: 'Output',
    help: "leave Node's version and the system out of config.json",
    rule: toggle,
    default: false,
  }),
  yScale: option({
    flag: '--y-scale',
    argument: 'name',
    group: 'Output',
    help: "the loss chart's scale; auto is log when the losses span more than 20x",
    rule: oneOf(yScales),
    default: 'auto',
  }),
  trace: option({
    flag: '--trace',
    group: 'Output',
    help: "record Adam's m, v and steps in trace.csv, and draw them in adam.png",
    rule: toggle,
    default: false,
    optimizers: ['adam', 'adamw'],
  }),
  json: option({
    flag: '--json',
    group: 'Output',
    help: 'print the summary as JSON on standard output',
    rule: toggle,
    default: false,
  }),
  quiet: option({
    flag: '--quiet',
    group: 'Output',
    help: 'keep progress and advice off standard error',
    rule: toggle,
    default: false,
  }),
  verbose: option({
    flag: '--verbose',
    group: 'Output',
    help: "let the engine's own log through on standard error",
    rule: toggle,
    default: false,
  }),
  noColor: option({
    flag: '--no-color',
    group: 'Output',
    help: 'print without colours; NO_COLOR does the same',
    rule: toggle,
    default: false,
  }),
} as const;

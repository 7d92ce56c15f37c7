import { availableParallelism } from 'node:os';
import { formatCount } from '../format.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import { setUpWasm, useBackend } from './engine.js';
import { findAddon } from './native/nativeFolder.js';
import { type Backend, type BackendChoice, coresVariable } from './settings.js';

/** What is asked of the engine. */
interface Asked {
  backend: BackendChoice;
  /** Undefined for as many as suit the work. */
  threads?: number | undefined;
  /** Whether TensorFlow may say what it does. */
  verbose: boolean;
}

/** How much a job computes. */
export interface Work {
  /** Floating-point operations of one step: about 6 for each row of the batch and each parameter. */
  operationsPerStep: number;
  steps: number;
}

export interface Choice {
  backend: Backend;
  /** Why, in a few words for the header; none where the user chose. */
  reason?: string;
  /** How many threads wasm computes with. */
  threads?: number | undefined;
  /** Whether it computes in registers of 256 bits. */
  wide?: boolean | undefined;
  /** Whether wasm's products are added with one rounding, which is the processor's to decide. */
  fma?: boolean | undefined;
}

/** More threads than these were not measured. */
const MOST_THREADS = 4;
/**
 * Below this many operations a step, what another thread computes is less than what it costs to call it: mini-batches of 32 rows,
 * about 1 million, take 10 to 25 % longer with two threads.
 */
const THREADS_FROM_OPERATIONS = 4e6;

/** From this much work in all, registers of 256 bits save more than the 15 to 20 ms that they take at start. */
const WIDE_FROM_TOTAL = 2e9;

/**
 * From here a step is faster on TensorFlow, whose ops cost more to call and compute faster. Measured on two cores: at 440
 * million operations a step both take as long, at 190 million wasm takes half as long, at 760 million twice as long.
 */
const TENSORFLOW_FROM_OPERATIONS = 5e8;

/** Below this much work in all, TensorFlow's start of about a second is not earned back. */
const TENSORFLOW_FROM_TOTAL = 2e10;

/** What a step and a job of a multi-layer perceptron cost: forward 2, backward 4 operations a row and parameter. */
export function workOf(job: {
  trainRows: number;
  batchRows: number;
  parameters: number;
  epochs: number;
}): Work {
  const rows = Math.min(job.batchRows, job.trainRows);
  return {
    operationsPerStep: 6 * rows * job.parameters,
    steps: job.epochs * Math.ceil(job.trainRows / rows),
  };
}

/**
 * The backend for a choice; `auto` takes the one that is through first with the work.
 *
 * @param isNativeReady whether the native engine is set up; asked only if it matters, and without loading it
 */
export function chooseBackend(choice: BackendChoice, work: Work, isNativeReady: () => boolean): Choice {
  if (choice !== 'auto') return { backend: choice };
  const { operationsPerStep, steps } = work;
  const millions = (operations: number) =>
    operations < 1e6 ? 'under 1' : formatCount(Math.round(operations / 1e6));
  const size = `${millions(operationsPerStep)} million operations a step`;
  if (operationsPerStep < TENSORFLOW_FROM_OPERATIONS) {
    return {
      backend: 'wasm',
      reason: `${size}; tensorflow pays from ${millions(TENSORFLOW_FROM_OPERATIONS)}`,
    };
  }
  if (operationsPerStep * steps < TENSORFLOW_FROM_TOTAL) {
    return { backend: 'wasm', reason: `${size}, but too few steps to earn back tensorflow's start` };
  }
  return isNativeReady()
    ? { backend: 'tensorflow', reason: size }
    : { backend: 'wasm', reason: `${size}; tensorflow would be faster: run adam-train setup` };
}

/**
 * Loads the engine that was asked for; `auto` takes the one that is through first with the training.
 *
 * @param say is told in a sentence that another engine is taken
 */
export async function chooseEngine(
  asked: Asked,
  training: {
    trainRows: number;
    features: number;
    targets: number;
    hidden: readonly number[];
    batchSize: number | 'full';
    epochs: number;
  },
  say?: (line: string) => void,
): Promise<Choice> {
  const { trainRows, features, targets, hidden, batchSize, epochs } = training;
  const batchRows = batchSize === 'full' ? trainRows : batchSize;
  const parameters = parameterCount(layerSizes(features, hidden, targets));
  const work = workOf({ trainRows, batchRows, parameters, epochs });
  const choice = chooseBackend(asked.backend, work, () => findAddon() !== undefined);
  const loaded = await loadEngine(choice, asked, say);
  if (loaded.backend !== 'wasm') return loaded;
  const wide = work.operationsPerStep * work.steps >= WIDE_FROM_TOTAL;
  return { ...loaded, ...(await setUpWasm({ threads: asked.threads ?? threadsFor(work), wide })) };
}

function threadsFor({ operationsPerStep }: Work): number {
  if (operationsPerStep < THREADS_FROM_OPERATIONS) return 1;
  return Math.min(MOST_THREADS, Number(process.env[coresVariable]) || availableParallelism());
}

/** Loads a backend; what was chosen for the user and does not load is replaced by wasm, with a word. */
export async function loadEngine(
  choice: Choice,
  { backend: asked, verbose }: Asked,
  say?: (line: string) => void,
): Promise<Choice> {
  // TensorFlow reads it when it loads.
  if (verbose) process.env['TF_CPP_MIN_LOG_LEVEL'] = '0';
  try {
    await useBackend(choice.backend);
    return choice;
  } catch (error) {
    if (asked !== 'auto' || choice.backend === 'wasm') throw error;
    say?.(`The engine ${choice.backend} does not load; adam-train doctor says why. Going on with wasm.`);
    return { ...choice, backend: await useBackend('wasm') };
  }
}

import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { trainModel } from '../../src/training/trainModel.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

it('takes no more of anything after 5,000 steps than after 500', async () => {
  await useBackend('wasm');
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  const config = trainConfig({
    samples: 400,
    hidden: [16],
    batchSize: 32, // 10 steps an epoch
    epochs: 500,
  });
  const seen: { tensors: number; dataIds: number; heap: number; rss: number }[] = [];
  const onEpoch = ({ epoch }: { epoch: number }) => {
    if (epoch !== 50 && epoch !== 500) return;
    const { numTensors, numDataBuffers } = tf.memory();
    const heap = wasm.HEAPU8.buffer.byteLength;
    seen.push({ tensors: numTensors, dataIds: numDataBuffers, heap, rss: process.memoryUsage.rss() });
  };
  await trainModel(config, preparedData(config), { onEpoch });
  const [early, late] = seen as [(typeof seen)[0], (typeof seen)[0]];
  expect({ ...late, rss: 0 }).toEqual({ ...early, rss: 0 });
  // Garbage comes and goes; a leak of one float a weight and step would be 100 MB.
  expect(late.rss - early.rss).toBeLessThan(50e6);
});

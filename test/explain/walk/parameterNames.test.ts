import { expect, it } from 'vitest';
import {
  describeParameter,
  parameterShapes,
  parseParameter,
} from '../../../src/explain/walk/parameterNames.js';

const shapes = parameterShapes([10, 64, 1]);

it('reads weights as [input,output] and biases by their unit', () => {
  expect(parseParameter('layer1.weight[3,7]', shapes)).toMatchObject({
    name: 'layer1.weight',
    index: 3 * 64 + 7,
  });
  expect(parseParameter(' layer2.weight[ 63 , 0 ]', shapes)).toMatchObject({
    index: 63,
    text: 'layer2.weight[63,0]',
  });
  expect(parseParameter('layer1.bias[63]', shapes)).toMatchObject({ name: 'layer1.bias', index: 63 });
  expect(describeParameter({ name: 'layer1.weight', shape: [10, 64] }, 199).text).toBe('layer1.weight[3,7]');
});

it.each([
  'layer3.weight[0,0]',
  'layer1.weight[10,0]',
  'layer1.weight[0,64]',
  'layer1.weight[3]',
  'layer1.bias[1,1]',
  'layer1.bias[]',
  'layer1.bias',
  'weight',
  'layer1.weight[-1,0]',
  'layer1.weight[1,]',
  '',
])('refuses %j and lists what there is', (text) =>
  expect(() => parseParameter(text, shapes)).toThrow(
    'layer1.weight [10,64], layer1.bias [64], layer2.weight [64,1], layer2.bias [1].',
  ),
);

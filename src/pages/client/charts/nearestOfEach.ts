import { Interaction, type InteractionModeFunction } from 'chart.js';

declare module 'chart.js' {
  interface InteractionModeMap {
    nearestOfEach: InteractionModeFunction;
  }
}

/** Where curves were thinned out they have points at epochs of their own: the pointer finds the nearest of each. */
Interaction.modes.nearestOfEach = (chart, { x }) =>
  chart.getSortedVisibleDatasetMetas().flatMap(({ data, index: datasetIndex }) => {
    let index = -1;
    let distance = Number.POSITIVE_INFINITY;
    data.forEach((point, i) => {
      const away = Math.abs(point.x - (x ?? 0));
      if (away < distance && !('skip' in point && point.skip)) [index, distance] = [i, away];
    });
    const element = data[index];
    return element === undefined ? [] : [{ element, datasetIndex, index }];
  });

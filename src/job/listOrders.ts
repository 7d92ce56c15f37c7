/** What a list may be sorted by. */
export const listOrders = ['name', 'when', 'r2', 'loss', 'epochs'] as const;
export type ListOrder = (typeof listOrders)[number];

export async function explainExample(_: unknown): Promise<void> {}

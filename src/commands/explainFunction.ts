export async function explainFunction(_: unknown): Promise<void> {}

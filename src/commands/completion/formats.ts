/** What `adam-train completion` prints: the script of a shell, or the manual page. */
export const formats = ['bash', 'zsh', 'fish', 'powershell', 'man'] as const;

export type Format = (typeof formats)[number];

import { createHash } from 'node:crypto';
import { html, scriptJson } from './escape.js';

/** What a page is made of. */
interface Parts {
  title: string;
  /** HTML, in which every text is escaped. */
  body: string;
  /** What the script reads. */
  data: unknown;
  /** Run in this order. */
  scripts: readonly string[];
  style: string;
  /** Whether it hears from who serves it. */
  isLive?: boolean;
}

/** The element that holds the data, which a page's script reads. */
const dataId = 'data';

/**
 * A page in one file that asks for no other. Its policy lets it run the scripts and have the one style that it is written
 * with, known by their hashes, and reach nothing else: whatever a name in the data were to do, it could not.
 */
export function wholePage({ title, body, data, scripts, style, isLive = false }: Parts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    ...(isLive ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script type="application/json" id="${dataId}">${scriptJson(data)}</script>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

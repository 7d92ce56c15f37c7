const replacements: readonly (readonly [symbol: RegExp, ascii: string])[] = [
  [/m̂/g, 'm_hat'],
  [/v̂/g, 'v_hat'],
  [/√([\p{L}_]+)/gu, 'sqrt($1)'],
  [/∇f\(θ\)/g, 'grad f(theta)'],
  [/←/g, '<-'],
  [/θ/g, 'theta'],
  [/α/g, 'alpha'],
  [/β/g, 'beta'],
  [/Δ/g, 'step'],
  [/ε/g, 'eps'],
  [/λ/g, 'lambda'],
  [/ᵗ/g, '^t'],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/½/g, '1/2'],
  [/·/g, '*'],
  [/[−–]/g, '-'],
  [/…/g, '...'],
  [/×/g, 'x'],
  [/′/g, "'"],
];

/** The paper's letters and signs in plain ASCII: `theta <- theta - alpha*m_hat / (sqrt(v_hat) + eps)`. */
export function toAscii(text: string): string {
  return replacements.reduce((written, [symbol, ascii]) => written.replace(symbol, ascii), text);
}

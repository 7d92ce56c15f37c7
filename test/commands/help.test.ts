import { describe, expect, it } from 'vitest';
import { program } from '../../src/commands/program.js';

describe.each(program.commands.map((command) => [command.name(), command] as const))(
  '%s',
  (name, command) => {
    // As they stand side by side, so that "train  train on rows" is seen too.
    const lines = [
      `${name} ${command.description()}`,
      ...command.options.map(({ flags, description }) => `${flags.replace(/^.*--\S+ ?/, '')} ${description}`),
    ];

    it('has no word twice in a row in its help', () => {
      const words = lines.map((line) => line.replace(/[<>()]+/g, ' '));
      expect(words.filter((line) => /\b(\p{L}{3,})\s+\1\b/iu.test(line))).toEqual([]);
    });

    it("has one word for a run's folder", () => {
      expect(lines.filter((line) => /folder of (the|a) run|run's (own )?folder/.test(line))).toEqual([]);
      for (const { description } of command.registeredArguments) {
        if (/\brun\b/.test(description)) expect(description).toBe('the run folder, such as out/run-001');
      }
    });
  },
);

import type { Choices } from '../../../explain/playground/choices.js';
import { chosen } from '../../../explain/playground/choices.js';
import { type ContenderName, contenders } from '../../../explain/playground/contenders.js';
import { type Followed, follow, hasLines } from '../../../explain/playground/follow.js';
import type { Lesson } from '../../../explain/playground/lessons.js';
import { type Problem, problems } from '../../../explain/playground/problems.js';

type Look = Lesson['look'];

/** What has changed: what runs and how, whose numbers are looked at, or the step. */
type Change = 'choices' | 'look' | 'time';

/** What the page is about at the moment. Its parts change it, and are told when it has changed. */
export interface Lab {
  readonly choices: Choices;
  readonly problem: Problem;
  readonly look: Look;
  /** After this step. */
  readonly t: number;
  readonly all: readonly Followed[];
  /** The one whose numbers are looked at, which goes by Algorithm 1; none if no such is chosen. */
  readonly seen: Followed | undefined;
  choose: (change: Partial<Choices>) => void;
  lookAt: (change: Partial<Look>) => void;
  goTo: (t: number) => void;
  open: (choices: Choices, look: Look) => void;
  /** Calls when one of these has changed, and once before. */
  when: (changes: readonly Change[], show: () => void) => void;
}

export function createLab(first: Choices, firstLook: Look): Lab {
  let choices = first;
  let look = firstLook;
  let all: readonly Followed[] = [];
  let isWaiting = false;
  const listeners: { changes: readonly Change[]; show: () => void }[] = [];

  const tell = (...changed: Change[]) => {
    for (const { changes, show } of listeners) if (changes.some((change) => changed.includes(change))) show();
  };
  const run = () => {
    all = chosen(choices).map((name) => follow(choices, name));
    const rests = all.some((each) => each.name === look.name && hasLines(each.name));
    const name = rests ? look.name : (all.find((each) => hasLines(each.name))?.name ?? look.name);
    const coordinate = Math.min(look.coordinate, choices.start.length - 1);
    look = { name, coordinate, t: Math.min(look.t, choices.steps) };
  };
  // A slider that is moved tells so oftener than a screen shows anything.
  const runSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      run();
      tell('choices', 'look', 'time');
    });
  };
  run();
  return {
    get choices() {
      return choices;
    },
    get problem(): Problem {
      return problems[choices.problem];
    },
    get look() {
      return look;
    },
    get t() {
      return look.t;
    },
    get all() {
      return all;
    },
    get seen() {
      return all.find((each) => each.name === look.name && hasLines(each.name));
    },
    choose: (change) => {
      choices = { ...choices, ...change };
      runSoon();
    },
    lookAt: (change) => {
      look = { ...look, ...change };
      tell('look', 'time');
    },
    goTo: (t) => {
      const to = Math.max(0, Math.min(choices.steps, Math.round(t)));
      if (to === look.t) return;
      look = { ...look, t: to };
      tell('time');
    },
    open: (opened, openedLook) => {
      choices = opened;
      look = openedLook;
      run();
      tell('choices', 'look', 'time');
    },
    when: (changes, show) => {
      listeners.push({ changes, show });
      show();
    },
  };
}

/** The learning rate that a contender begins with. */
export function usualRate(problem: Problem, name: ContenderName): number {
  return problem.rate(contenders[name].optimizer);
}

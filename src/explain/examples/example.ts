/** Values over the steps: values[t] is the value after step t. */
interface Curve {
  label: string;
  values: readonly number[];
  /** What the other curves are compared with. */
  muted?: boolean;
}

/** What an example shows: in words with the run's numbers, and as curves. */
export interface Example {
  title: string;
  /** The settings, for the picture's subtitle. */
  phrases: string[];
  vertical: string;
  curves: Curve[];
  text: string[];
}

import { describeJob } from '../config/describe.js';
import { AdamTrainError } from '../errors.js';
import { systemCode } from '../files/fileErrors.js';
import { formatCount, formatSeconds } from '../format.js';
import { lossTitle } from '../job/chartedRun.js';
import type { Job, JobWatcher } from '../job/job.js';
import { emptyLosses } from '../pages/curves.js';
import type { LiveEnd, LiveEpochs } from '../pages/liveData.js';
import { livePage } from '../pages/livePage.js';
import { reportContent } from '../pages/report.js';
import { metricsFileName, readMetrics } from '../run/metrics.js';
import { LiveCurve } from './curve.js';
import { LiveServer } from './server.js';
import { event } from './streams.js';

/** How often pages are told of new epochs. */
const MILLISECONDS_BETWEEN_UPDATES = 300;

/** A run's page that is served while the run trains. */
export class LiveRun {
  private curve: LiveCurve | undefined;
  private job: Job | undefined;
  private said = 'The run begins.';
  private isTold = true;
  /** The curve's, as the pages have it. */
  private generation = 0;
  private ended: LiveEnd | undefined;
  private readonly timer: NodeJS.Timeout;

  private constructor(private readonly server: LiveServer) {
    this.timer = setInterval(() => this.tell(), MILLISECONDS_BETWEEN_UPDATES).unref();
  }

  /**
   * Begins to serve; the run goes on without, where that cannot be.
   *
   * @param note takes a sentence for the user
   */
  static async begin(note: (sentence: string) => void, address?: string): Promise<LiveRun | undefined> {
    try {
      return new LiveRun(await LiveServer.listen(address));
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      note(
        `--live needs a free port on this machine to show the run, and got none (${code}); the run goes on without.`,
      );
      return undefined;
    }
  }

  /** Follows a job, beside who watches it already. */
  watch(watcher: JobWatcher, sayAddress: (sentence: string) => void): JobWatcher {
    return {
      ...watcher,
      onReady: (job) => {
        watcher.onReady?.(job);
        this.show(job);
        sayAddress(`The run is shown at ${this.server.address}`);
      },
      onFold: (fold, of, metrics) => {
        watcher.onFold?.(fold, of, metrics);
        this.say(`Cross-validating: fold ${fold} of ${of} is through.`);
      },
      onTraining: (job) => {
        watcher.onTraining?.(job);
        this.goOn(job);
      },
      onEpoch: (record) => {
        watcher.onEpoch?.(record);
        this.curve?.add(record);
        this.isTold = false;
      },
      onTrained: (job) => {
        watcher.onTrained?.(job);
        this.say('Trained; the results are being written.');
        this.tell();
      },
      onReport: (report) => {
        watcher.onReport?.(report);
        this.ended = {
          said: 'The run has ended; this page shows what came of it.',
          results: reportContent(report),
        };
      },
    };
  }

  /** Tells the pages that the run has ended, and ends with it. */
  async end(error?: unknown): Promise<void> {
    clearInterval(this.timer);
    const failed =
      error instanceof AdamTrainError ? `The run has failed: ${error.message}` : 'The run has ended.';
    await this.server.end(event('end', this.ended ?? { said: failed }));
  }

  private show(job: Job): void {
    const { config, data, engine, folder } = job;
    this.job = job;
    this.curve = new LiveCurve(config.output.yScale);
    const isValidated = data.val !== undefined;
    const rows = data.train.x.rows + (data.val?.x.rows ?? 0) + data.test.x.rows;
    this.server.show(
      livePage({
        name: folder.name,
        facts: describeJob(config, { rows, features: data.train.x.columns }, engine.backend),
        data: { losses: emptyLosses(lossTitle(config), isValidated) },
      }),
    );
  }

  /** A run that goes on has epochs already. */
  private goOn({ folder, resumeFrom }: Job): void {
    this.say('Training.');
    const done = resumeFrom?.state.epoch ?? 0;
    if (done === 0) return;
    for (const record of readMetrics(folder.file(metricsFileName))) {
      if (record.epoch > done) break;
      this.curve?.add(record);
    }
  }

  private say(sentence: string): void {
    this.said = sentence;
    this.isTold = false;
  }

  private tell(): void {
    const { curve, server } = this;
    if (curve === undefined || server.streams.isEmpty) return;
    if (curve.generation !== this.generation) server.streams.restart();
    this.generation = curve.generation;
    const isNew = !this.isTold;
    this.isTold = true;
    server.streams.send(isNew, (has) => {
      const more = curve.since(has);
      const text = event('epochs', { ...more, said: this.progress() } satisfies LiveEpochs);
      return { text, has: has + more.epochs.length };
    });
  }

  private progress(): string {
    const { latest } = this.curve ?? {};
    const { epochs } = this.job?.config.training ?? { epochs: 0 };
    if (latest === undefined || this.said !== 'Training.') return this.said;
    const left = formatSeconds((latest.seconds / latest.epoch) * (epochs - latest.epoch));
    return `Training: epoch ${formatCount(latest.epoch)} of ${formatCount(epochs)}, about ${left} left.`;
  }
}

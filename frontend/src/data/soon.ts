/** Longest time that a question may take before another is asked beside it (ms). */
const PATIENCE_MS = 3000;

/**
 * Runs `work` soon after a change: once for changes that come together, never twice at the same time, and again after it
 * for what came meanwhile. However fast changes follow each other, each is seen after one wait and two runs.
 */
export class Soon {
  private timer = 0;
  private begun: number | null = null;
  private again = false;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly waitMs: number,
  ) {}

  /** Something has changed. */
  ask(): void {
    if (this.begun !== null && performance.now() - this.begun < PATIENCE_MS) this.again = true;
    else if (this.timer === 0) this.timer = window.setTimeout(() => void this.run(), this.waitMs);
  }

  /** Forget what was asked; called when nobody looks any more. */
  stop(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.again = false;
  }

  private async run(): Promise<void> {
    this.timer = 0;
    const begun = performance.now();
    this.begun = begun;
    this.again = false;
    try {
      await this.work();
    } catch {
      // The work says itself what has failed.
    }
    // Another run has begun beside one that took too long.
    if (this.begun !== begun) return;
    this.begun = null;
    if (this.again) this.ask();
  }
}

/**
 * The server's clock, as far as this page knows it. Timers end by it, and commands about heat carry its time, so a tablet
 * whose own clock is wrong shows the right seconds.
 */
export class ServerClock {
  private offset: number | null = null;

  /** Learn the server's time (s) from a message that has just arrived. The largest offset had the shortest way. */
  set(seconds: number): void {
    const offset = seconds - Date.now() / 1000;
    // A device that slept or was set has another offset; then the newest message is right.
    if (this.offset === null || offset > this.offset || this.offset - offset > 2) this.offset = offset;
  }

  /** Seconds since the epoch. */
  now(): number {
    return Date.now() / 1000 + (this.offset ?? 0);
  }
}

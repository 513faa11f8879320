/** Sounds of cook mode. A browser plays them only after a tap, so the tap on Cook unlocks them. */
let context: AudioContext | undefined;
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of [...listeners]) listener();
}

/** Unlock sound; called inside a tap. */
export function unlockSound(): void {
  try {
    if (context === undefined) {
      context = new AudioContext();
      context.addEventListener("statechange", changed);
    }
    if (context.state !== "running") void context.resume().then(changed, changed);
  } catch {
    // No sound device; the crossed bell says so.
  }
}

/** Whether a sound would be heard now. */
export function soundWorks(): boolean {
  return context?.state === "running";
}

export function onSoundChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Play tones one after another: frequencies in Hz, each for a quarter of a second. */
function play(tones: readonly number[]): void {
  performance.mark("hearthtech-sound");
  if (context === undefined || context.state !== "running") return;
  const from = context.currentTime;
  for (const [index, frequency] of tones.entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = from + index * 0.28;
    tone.type = "triangle";
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.6, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.26);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.28);
  }
}

export function soundCall(): void {
  play([660, 880, 660, 880]);
}

export function soundTimer(): void {
  play([988, 988]);
}

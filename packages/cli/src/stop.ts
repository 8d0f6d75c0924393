/** Ctrl-C and its like, for a command that must leave things in order. */
export interface Stop {
  readonly asked: Promise<void>;
  isAsked(): boolean;
  /** Gives the signals back to Node. */
  forget(): void;
}

/** Waits for Ctrl-C and its like. Asking again changes nothing: npm passes on the signal that the terminal sent to us too. */
export function stopAsked(): Stop {
  let isAsked = false;
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = () => {
      isAsked = true;
      resolve();
    };
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, ask);
  return {
    asked,
    isAsked: () => isAsked,
    forget: () => {
      for (const signal of signals) process.off(signal, ask);
    },
  };
}

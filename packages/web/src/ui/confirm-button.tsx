/** A button that asks once more before it does what cannot be taken back: press, then press again within a few seconds. */
import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

/** How long the question stands. */
const ASKS_FOR = 5000;

interface ConfirmButtonProps extends Omit<ButtonProps, 'children' | 'onClick'> {
  readonly children: ReactNode;
  /** The words of the second press: "Cancel this visit?" */
  readonly asks: string;
  readonly onConfirm: () => void;
}

export function ConfirmButton({ children, asks, onConfirm, ...button }: ConfirmButtonProps) {
  const [asking, ask] = useState(false);
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => ask(false), ASKS_FOR);
    return () => clearTimeout(timer);
  }, [asking]);
  return (
    <Button
      {...button}
      {...(asking ? { color: 'red', variant: 'filled' } : {})}
      onBlur={() => ask(false)}
      onClick={() => {
        if (asking) onConfirm();
        ask(!asking);
      }}
    >
      <span aria-live="polite">{asking ? asks : children}</span>
    </Button>
  );
}

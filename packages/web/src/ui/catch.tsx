/** Keeps a fault in one place from taking down the whole screen, and says so; the fault itself goes to the console. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { FailedState } from './states.tsx';

interface CatchProps {
  readonly children: ReactNode;
  /** What stands in place of what broke, where it is not said in English. */
  readonly instead?: (error: unknown) => ReactNode;
}

export class Catch extends Component<CatchProps, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error('A fault while drawing', error, info.componentStack);
  }

  override render() {
    const { children, instead } = this.props;
    if (this.state.error === undefined) return children;
    if (instead) return instead(this.state.error);
    // Loading anew also heals a page that was left open while a new version was put in place.
    return <FailedState what="This page" error={this.state.error} retry={() => location.reload()} />;
  }
}

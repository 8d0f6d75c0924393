/** What stands above every page while it is so: that somebody is needed now, and that glass was broken. */
import { GlassBanner } from '../break-glass/glass-banner.tsx';
import { CrisisBanner } from '../signals/crisis-banner.tsx';

export default function Banners() {
  return (
    <>
      <CrisisBanner />
      <GlassBanner />
    </>
  );
}

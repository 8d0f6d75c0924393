/** The few pictograms of the product, drawn on a 24-unit grid in the colour of the text beside them. */
const PATHS = {
  check: 'M4.5 12.5l5 5L19.5 7',
  triangle: 'M12 4.5L21 19.5H3zM12 10v4.5M12 17v.2',
  octagon: 'M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM12 7.5v5.5M12 16v.3',
  cross: 'M6 6l12 12M18 6L6 18',
  inbox: 'M4 13.5l2.5-8h11l2.5 8v6H4zM4 13.5h5l1 2.5h4l1-2.5h5',
  today: 'M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4',
  patients: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5',
  group:
    'M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 18.5c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5M16 11.5a2.5 2.5 0 1 0 0-5M17 14c2.3.3 3.7 1.7 4 4',
  protocols: 'M6 3.5h9l4 4V20.5H6zM9.5 11h6M9.5 14h6M9.5 17h4M15 3.5V8h4',
  lock: 'M6.5 11h11v9h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  key: 'M8 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM11.5 12H20v3M16.5 12v2.5',
  door: 'M13.5 4H6v16h7.5M11 12h9.5M17 8.5l3.5 3.5-3.5 3.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  left: 'M14.5 5.5L8 12l6.5 6.5',
  right: 'M9.5 5.5L16 12l-6.5 6.5',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5',
  offline: 'M4 4l16 16M5 12.5a10 10 0 0 1 4-2.5M19 12.5a10 10 0 0 0-6-3M8.5 16a5 5 0 0 1 5-1M12 19.5v.2',
  document: 'M6.5 3.5h8l4 4v13h-12zM14 3.5V8h4.5',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19c.4-3 2.5-4.8 5.5-4.8s5.1 1.8 5.5 4.8M15.5 5.3a3 3 0 0 1 0 5.5M17 14.6c2 .6 3.2 2.2 3.5 4.4',
  glass: 'M5 4h14v16H5zM11 4l2 5.5-4.5 3.5L13 15l-1.5 5M13 9.5l6 1.5M8.5 13L5 14.5',
  vial: 'M9 3.5h6M10 3.5v4L7.5 10.5v10h9v-10L14 7.5v-4M7.5 14.5h9',
  more: 'M5 11.2a.8.8 0 1 0 0 1.6a.8.8 0 1 0 0-1.6zM12 11.2a.8.8 0 1 0 0 1.6a.8.8 0 1 0 0-1.6zM19 11.2a.8.8 0 1 0 0 1.6a.8.8 0 1 0 0-1.6z',
  music: 'M9 18.5V6l10-2v12.5M9 18.5a2.5 2 0 1 1-5 0a2.5 2 0 0 1 5 0zM19 16.5a2.5 2 0 1 1-5 0a2.5 2 0 0 1 5 0z',
  course: 'M4 4v16h16M7 15l4-4 3 2.5 5-6.5',
  bring: 'M12 3.5v11M7.5 10.5L12 15l4.5-4.5M4.5 15.5v4h15v-4',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2.5',
} as const;
export type SignName = keyof typeof PATHS;

/** Decoration beside words; give the control its own name. */
export function Sign({ name, size = 20 }: { name: SignName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 16 ? 2.6 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

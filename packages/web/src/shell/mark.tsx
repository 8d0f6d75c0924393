/** The mark: a bowl that holds. */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" aria-hidden="true">
      <path
        d="M6 13c0 7.4 4.3 12.5 10 12.5S26 20.4 26 13"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="16" cy="11.5" r="3.4" fill="#e3b873" />
    </svg>
  );
}

/** The product's mark: a gate. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="#0b5f58" />
      <g fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round">
        <path d="M7 25V13.5C7 9 10.9 6 16 6s9 3 9 7.5V25" />
        <path d="M12.5 25v-9M16 25v-9M19.5 25v-9M7 25h18" strokeWidth="1.9" />
      </g>
    </svg>
  );
}

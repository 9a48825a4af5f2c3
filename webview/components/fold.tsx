/** The line that stands for folded rows. */
export function FoldLine({ words, press }: { words: string; press: () => void }) {
  return (
    <li class="fold">
      <button type="button" class="link" data-row tabIndex={-1} onClick={press}>
        {words}
      </button>
    </li>
  );
}

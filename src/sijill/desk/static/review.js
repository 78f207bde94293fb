// Review by keyboard: a accepts, r rejects, e goes to the fields, m goes to the merging, j and k step through the queue,
// u undoes. New evidence is marked by selecting text: the offsets are code points of the report.

export function watchReview() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape" && event.target.matches("input, select, textarea")) {
      event.target.blur();
      return;
    }
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(keyOf(event))}"]`);
    if (!wanted) return;
    event.preventDefault();
    const details = wanted.closest("details");
    if (details) details.open = true;
    if (wanted.matches("input, select, textarea, [data-focus]")) wanted.focus();
    else wanted.click();
  });

  document.addEventListener("selectionchange", () => {
    const text = document.querySelector("[data-marking]");
    const selection = getSelection();
    if (!text || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset, false);
    const end = offset(range.endContainer, range.endOffset, true);
    if (start === null || end === null || end <= start) return;
    const form = document.querySelector("[data-evidence]");
    form.querySelector("[name=start]").value = start;
    form.querySelector("[name=end]").value = end;
    form.querySelector("[data-selected]").textContent = selection.toString().replace(/\s+/g, " ").slice(0, 160);
    form.hidden = false;
  });
}

/** The Latin letter of a key, whatever the layout: with an Arabic one the key of "a" writes another letter. */
function keyOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;
}

/** The offset in the report of a place in the page; null where it is in no piece of the text. */
function offset(node, within, atEnd) {
  let piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-start]") : null;
  let before = "";
  if (piece) {
    before = node.data.slice(0, within);
  } else {
    const child = node.childNodes[atEnd ? within - 1 : within];
    piece = child?.closest?.("[data-start]") ?? child?.querySelector?.("[data-start]") ?? node.closest?.("[data-start]");
    if (piece && atEnd) before = piece.textContent;
  }
  if (!piece) return null;
  return Number(piece.dataset.start) + [...before].length;
}

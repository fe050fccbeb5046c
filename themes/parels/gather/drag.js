// Items of a list in another order, by dragging a grip with mouse, finger or pen.

/**
 * @param {HTMLElement} list
 * @param {(from: number, to: number) => void} onMove
 */
export function enableDrag(list, onMove) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target instanceof Element ? event.target.closest(".grip") : null;
    const item = grip?.closest("li");
    if (!(grip instanceof HTMLElement) || !item || event.button !== 0) return;
    event.preventDefault();
    const from = [...list.children].indexOf(item);
    grip.setPointerCapture(event.pointerId);
    item.classList.add("is-dragged");
    // The others move around the item: one that leaves the document loses the pointer.
    const follow = (/** @type {PointerEvent} */ { clientY }) => {
      const middle = (/** @type {Element} */ other) => {
        const { top, height } = other.getBoundingClientRect();
        return top + height / 2;
      };
      let { previousElementSibling: above, nextElementSibling: below } = item;
      while (above && clientY < middle(above)) {
        item.after(above);
        above = item.previousElementSibling;
      }
      while (below && clientY > middle(below)) {
        item.before(below);
        below = item.nextElementSibling;
      }
    };
    const end = () => {
      grip.removeEventListener("pointermove", follow);
      item.classList.remove("is-dragged");
      const to = [...list.children].indexOf(item);
      if (to !== from) onMove(from, to);
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("lostpointercapture", end, { once: true });
  });
}

// Checks that the focused element shows that it has the focus, by an outline or by looking different than
// without it, and that it is on the screen with nothing over it. Returns its name and what is wrong.
const at = document.activeElement;
if (!at || at === document.body) return { name: "", what: "the page itself", wrong: ["nothing has the focus"] };

const isVisibleColour = (colour) => colour !== "transparent" && !/[,/] ?0(\.0+)?\)$/.test(colour);

// The parts that can show the focus: the element, its drawing, its pseudo-elements, and its label where the
// control itself is invisible.
const parts = [at, ...at.querySelectorAll("path, text"), ...(at.labels || [])].flatMap((e) => [null, "::before", "::after"].map((pseudo) => [e, pseudo]));

const isOutlined = ([e, pseudo]) => {
  const style = getComputedStyle(e, pseudo);
  if (pseudo && style.content === "none") return false;
  if (e === at && Number(style.opacity) === 0) return false;
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && isVisibleColour(style.outlineColor);
};

const appearance = () =>
  parts
    .map(([e, pseudo]) => {
      const style = getComputedStyle(e, pseudo);
      return [style.boxShadow, style.backgroundColor, style.borderTopWidth, style.borderTopColor, style.borderTopStyle,
        style.borderBottomWidth, style.borderBottomColor, style.fill, style.stroke, style.strokeWidth].join(";");
    })
    .join("|");

// Takes the focus away for a moment. The events are stopped, so that the app does not notice.
const looksDifferentWithFocus = () => {
  const stop = (event) => event.stopImmediatePropagation();
  const kinds = ["blur", "focus", "focusin", "focusout", "change"];
  for (const kind of kinds) window.addEventListener(kind, stop, true);
  const focused = appearance();
  at.blur();
  const plain = appearance();
  at.focus({ preventScroll: true });
  for (const kind of kinds) window.removeEventListener(kind, stop, true);
  return focused !== plain;
};

// WebKitGTK does not always scroll for a key that comes from a driver, so this script scrolls instead, with
// the page's own scroll padding. Whether WebKitGTK would scroll by itself is not tested.
if (arguments[0]) at.scrollIntoView({ block: "nearest", behavior: "instant" });

// For a link that is broken over lines, only the first line counts.
const boxes = Array.from(at.getClientRects()).filter((box) => box.width > 0 && box.height > 0);
const wrong = [];
if (boxes.length === 0) {
  wrong.push("it has no size");
} else {
  const box = boxes[0];
  // Browsers do not scroll to an element that is partly on the screen, so a part is enough.
  const shownHeight = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  if (shownHeight < Math.min(box.height, 8) - 1 || box.left < -1 || box.right > innerWidth + 1) {
    wrong.push(`it is not on the screen: ${JSON.stringify(box)} in ${innerWidth} by ${innerHeight}`);
  }
  const x = (box.left + box.right) / 2;
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const covering = [top + 2, (top + bottom) / 2, bottom - 2]
    .map((y) => document.elementFromPoint(x, y))
    .filter((e) => !e || ![at, ...(at.labels || [])].some((own) => own.contains(e) || e.contains(own)));
  // WCAG 2.2, 2.4.11: not entirely hidden.
  if (covering.length === 3) wrong.push(`${covering.map((e) => (e ? e.outerHTML.slice(0, 80) : "nothing")).join(", ")} is over it`);
}
if (!document.hasFocus()) wrong.push("the window does not have the keyboard focus");
if (!parts.some(isOutlined) && !looksDifferentWithFocus()) wrong.push("it looks the same with the focus and without");
return { name: accessibleName(at), what: at.outerHTML.slice(0, 200), wrong };

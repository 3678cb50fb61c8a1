// Whether what has the focus shows it: an outline, or something that differs from when it has it not; and
// whether it is on the screen with nothing over it.
const at = document.activeElement;
if (!at || at === document.body) return { name: "", what: "the page itself", wrong: ["nothing has the focus"] };

const seen = (colour) => colour !== "transparent" && !/[,/] ?0(\.0+)?\)$/.test(colour);

// What can show the focus: the element, what is drawn in it, what its styles add to it, and its label where
// the control itself is not to be seen.
const parts = [at, ...at.querySelectorAll("path, text"), ...(at.labels || [])].flatMap((e) => [null, "::before", "::after"].map((pseudo) => [e, pseudo]));

const outlined = ([e, pseudo]) => {
  const style = getComputedStyle(e, pseudo);
  if (pseudo && style.content === "none") return false;
  if (e === at && Number(style.opacity) === 0) return false;
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && seen(style.outlineColor);
};

const looks = () =>
  parts
    .map(([e, pseudo]) => {
      const style = getComputedStyle(e, pseudo);
      return [style.boxShadow, style.backgroundColor, style.borderTopWidth, style.borderTopColor, style.borderTopStyle,
        style.borderBottomWidth, style.borderBottomColor, style.fill, style.stroke, style.strokeWidth].join(";");
    })
    .join("|");

// The app is not to know that the focus was away for a moment.
const differs = () => {
  const hide = (event) => event.stopImmediatePropagation();
  const kinds = ["blur", "focus", "focusin", "focusout", "change"];
  for (const kind of kinds) window.addEventListener(kind, hide, true);
  const focused = looks();
  at.blur();
  const plain = looks();
  at.focus({ preventScroll: true });
  for (const kind of kinds) window.removeEventListener(kind, hide, true);
  return focused !== plain;
};

// WebKitGTK does not always scroll for a key that comes from a driver. It is asked to here, as far as the
// page's own scroll padding says; so whether it does so by itself is not known from this.
if (arguments[0]) at.scrollIntoView({ block: "nearest", behavior: "instant" });

// A link that is broken over lines is looked at where its first line is.
const boxes = Array.from(at.getClientRects()).filter((box) => box.width > 0 && box.height > 0);
const wrong = [];
if (boxes.length === 0) {
  wrong.push("it has no size");
} else {
  const box = boxes[0];
  // Browsers do not scroll for what is on the screen in part, so a part of it is enough.
  const shown = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  if (shown < Math.min(box.height, 8) - 1 || box.left < -1 || box.right > innerWidth + 1) {
    wrong.push(`it is not on the screen: ${JSON.stringify(box)} in ${innerWidth} by ${innerHeight}`);
  }
  const x = (box.left + box.right) / 2;
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const over = [top + 2, (top + bottom) / 2, bottom - 2]
    .map((y) => document.elementFromPoint(x, y))
    .filter((e) => !e || ![at, ...(at.labels || [])].some((own) => own.contains(e) || e.contains(own)));
  // WCAG 2.2, 2.4.11: not entirely hidden.
  if (over.length === 3) wrong.push(`${over.map((e) => (e ? e.outerHTML.slice(0, 80) : "nothing")).join(", ")} is over it`);
}
if (!document.hasFocus()) wrong.push("the window has not got the keyboard");
if (!parts.some(outlined) && !differs()) wrong.push("it looks the same with the focus and without");
return { name: name(at), what: at.outerHTML.slice(0, 200), wrong };

// What a user, or a screen reader, finds on the page: controls by role and accessible name, and the text
// that is shown. Put in front of every script that looks for something.
const normalizeSpace = (text) => (text || "").replace(/\s+/g, " ").trim();

const isShown = (element) => {
  for (let at = element; at; at = at.parentElement) {
    if (getComputedStyle(at).display !== "contents") {
      return at.checkVisibility({ visibilityProperty: true });
    }
  }
  return true;
};

const BLOCK = /^(block|flex|grid|table|list-item|flow-root)/;

// The text of an element, with a space where a new block starts. Child elements for which `includes` is
// false are left out.
const textOf = (element, includes) => {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      text += node.data;
    } else if (node.nodeType === Node.ELEMENT_NODE && includes(node)) {
      if (node.tagName === "IMG" && node.alt) {
        text += " " + node.alt + " ";
        continue;
      }
      const inner = textOf(node, includes);
      text += node.tagName === "BR" || BLOCK.test(getComputedStyle(node).display) ? " " + inner + " " : inner;
    }
  }
  return text;
};

const NOT_TEXT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "TITLE"]);
const FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]);

// All text that is shown, in order, without the contents of fields.
const visibleText = (root) =>
  normalizeSpace(textOf(root, (e) => !NOT_TEXT.has(e.tagName) && !FIELDS.has(e.tagName) && isShown(e)));

// The same without what is hidden from assistive technology.
const accessibleText = (element) =>
  normalizeSpace(
    textOf(
      element,
      (e) =>
        !NOT_TEXT.has(e.tagName) && !FIELDS.has(e.tagName) && e.getAttribute("aria-hidden") !== "true" && isShown(e),
    ),
  );

const firstHeading = (element) => {
  const heading = element.querySelector("h1, h2, h3, h4, h5, h6");
  return heading ? accessibleText(heading) : "";
};

const accessibleName = (element) => {
  const labelledBy = element.getAttribute("aria-labelledby");
  if (labelledBy) {
    return normalizeSpace(
      labelledBy
        .split(/\s+/)
        .map((id) => document.getElementById(id))
        .filter(Boolean)
        .map((e) => normalizeSpace(e.textContent))
        .join(" "),
    );
  }
  if (element.getAttribute("aria-label")) return normalizeSpace(element.getAttribute("aria-label"));
  if (element.tagName === "FIELDSET") {
    const legend = element.querySelector(":scope > legend");
    return legend ? accessibleText(legend) : "";
  }
  if (element.labels) {
    const labels = Array.from(element.labels).filter(isShown).map(accessibleText);
    if (labels.length > 0) return normalizeSpace(labels.join(" "));
  }
  if (element.tagName === "INPUT" && /^(button|submit|reset)$/.test(element.type)) return normalizeSpace(element.value);
  if (FIELDS.has(element.tagName)) return normalizeSpace(element.title);
  if (element.matches("section, [role=region]")) return firstHeading(element);
  return accessibleText(element) || normalizeSpace(element.title);
};

const ROLES = {
  textbox:
    "textarea, input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=number]",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  image: "svg[role=img]",
  file: "input[type=file]",
  combobox: "select",
  progressbar: "progress",
  columnheader: "th[scope=col]",
  button: "button, input[type=button], input[type=submit], [role=button], summary",
  link: "a[href]",
  heading: "h1, h2, h3, h4, h5, h6",
  group: "fieldset, [role=group]",
  region: "section, [role=region]",
  navigation: "nav, [role=navigation]",
  status: "[role=status]",
  alert: "[role=alert]",
};

const allOfRole = (root, role) => Array.from(root.querySelectorAll(ROLES[role])).filter(isShown);

// The elements with exactly that name; if there are none, those whose name continues after it, as in
// "In 4 weeks for action 1".
const withName = (elements, wanted) => {
  const named = elements.map((element) => [element, accessibleName(element)]);
  const exact = named.filter(([, name]) => name === wanted);
  const longer = named.filter(
    ([, name]) => name.startsWith(wanted) && /^[\s,.:?(]/.test(name.slice(wanted.length)),
  );
  return (exact.length > 0 ? exact : longer).map(([element]) => element);
};

// Finds the one element of that role and name inside the scopes, a list of roles and names, outermost
// first. Returns an error that says what is there instead when there is none or more than one; links may
// be on a page more than once.
const findOne = (scopes, role, wanted) => {
  let root = document.body;
  if (!root) return { error: "the page has no body yet" };
  for (const [scopeRole, scopeName] of scopes) {
    const found = withName(allOfRole(root, scopeRole), scopeName);
    if (found.length === 0) {
      const others = allOfRole(root, scopeRole).map(accessibleName).slice(0, 12);
      return { error: `there is no ${scopeRole} "${scopeName}", but ${JSON.stringify(others)}` };
    }
    root = found[0];
  }
  if (!role) return { root };
  const found = withName(allOfRole(root, role), wanted);
  if (found.length === 1 || (found.length > 1 && role === "link")) return { element: found[0], root };
  if (found.length > 1) return { error: `${found.length} of role ${role} are called "${wanted}"` };
  const others = allOfRole(root, role).map(accessibleName);
  return {
    error: `there is no ${role} "${wanted}", but ${JSON.stringify(others.slice(0, 30))}${others.length > 30 ? " …" : ""}`,
  };
};

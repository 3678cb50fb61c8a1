// What a person, or a screen reader, finds on the page: controls by role and accessible name, and the
// text that is shown. Put in front of every script that looks for something.
const clean = (text) => (text || "").replace(/\s+/g, " ").trim();

const shown = (element) => {
  for (let at = element; at; at = at.parentElement) {
    if (getComputedStyle(at).display !== "contents") {
      return at.checkVisibility({ visibilityProperty: true });
    }
  }
  return true;
};

const BLOCK = /^(block|flex|grid|table|list-item|flow-root)/;

// The words of an element, with a space where a new block starts.
const words = (element, keep) => {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      text += node.data;
    } else if (node.nodeType === Node.ELEMENT_NODE && keep(node)) {
      if (node.tagName === "IMG" && node.alt) {
        text += " " + node.alt + " ";
        continue;
      }
      const inner = words(node, keep);
      text += node.tagName === "BR" || BLOCK.test(getComputedStyle(node).display) ? " " + inner + " " : inner;
    }
  }
  return text;
};

const UNREAD = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "TITLE"]);
const FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]);

// Everything shown on the page, in order, what is typed in fields left out.
const visibleText = (root) =>
  clean(words(root, (e) => !UNREAD.has(e.tagName) && !FIELDS.has(e.tagName) && shown(e)));

const spoken = (element) =>
  clean(
    words(
      element,
      (e) =>
        !UNREAD.has(e.tagName) && !FIELDS.has(e.tagName) && e.getAttribute("aria-hidden") !== "true" && shown(e),
    ),
  );

const firstHeading = (element) => {
  const heading = element.querySelector("h1, h2, h3, h4, h5, h6");
  return heading ? spoken(heading) : "";
};

const name = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) {
    return clean(
      by
        .split(/\s+/)
        .map((id) => document.getElementById(id))
        .filter(Boolean)
        .map((e) => clean(e.textContent))
        .join(" "),
    );
  }
  if (element.getAttribute("aria-label")) return clean(element.getAttribute("aria-label"));
  if (element.tagName === "FIELDSET") {
    const legend = element.querySelector(":scope > legend");
    return legend ? spoken(legend) : "";
  }
  if (element.labels) {
    const labels = Array.from(element.labels).filter(shown).map(spoken);
    if (labels.length > 0) return clean(labels.join(" "));
  }
  if (element.tagName === "INPUT" && /^(button|submit|reset)$/.test(element.type)) return clean(element.value);
  if (FIELDS.has(element.tagName)) return clean(element.title);
  if (element.matches("section, [role=region]")) return firstHeading(element);
  return spoken(element) || clean(element.title);
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

const every = (root, role) => Array.from(root.querySelectorAll(ROLES[role])).filter(shown);

// An exact name wins; else a name that goes on after the words asked for, as in "In 4 weeks for action 1".
const called = (elements, wanted) => {
  const named = elements.map((element) => [element, name(element)]);
  const exact = named.filter(([, its]) => its === wanted);
  const longer = named.filter(
    ([, its]) => its.startsWith(wanted) && /^[\s,.:?(]/.test(its.slice(wanted.length)),
  );
  return (exact.length > 0 ? exact : longer).map(([element]) => element);
};

// Finds the one thing of that role and name inside the scopes named, or says what is there instead.
const find = (scopes, role, wanted) => {
  let root = document.body;
  if (!root) return { error: "the page has no body yet" };
  for (const [scopeRole, scopeName] of scopes) {
    const found = called(every(root, scopeRole), scopeName);
    if (found.length === 0) {
      const there = every(root, scopeRole).map(name).slice(0, 12);
      return { error: `there is no ${scopeRole} "${scopeName}", but ${JSON.stringify(there)}` };
    }
    root = found[0];
  }
  if (!role) return { root };
  const found = called(every(root, role), wanted);
  if (found.length === 1 || (found.length > 1 && role === "link")) return { element: found[0], root };
  if (found.length > 1) return { error: `${found.length} of role ${role} are called "${wanted}"` };
  const there = every(root, role).map(name);
  return {
    error: `there is no ${role} "${wanted}", but ${JSON.stringify(there.slice(0, 30))}${there.length > 30 ? " …" : ""}`,
  };
};

// Takes out the rules of govuk-frontend for what no page has: a quarter of the style sheet.
module.exports = {
  content: ["src/**/*.rs", "index.html"],
  // Ours are all in use, and some of their names are put together while the app runs.
  safelist: { greedy: [/app-/] },
};

// Finds the rules for what no page has. Those of govuk-frontend are taken out, a quarter of the style
// sheet; one of ours stops the build.
module.exports = {
  content: ["src/**/*.rs", "index.html"],
  // Names that are put together while the app runs.
  safelist: [/^app-segment--\d+$/],
};

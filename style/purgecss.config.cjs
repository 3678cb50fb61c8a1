// Finds the rules that no page uses. Those of govuk-frontend are removed, a quarter of the style sheet;
// one of ours stops the build.
module.exports = {
  content: ["src/**/*.rs", "index.html"],
  // Class names that the app puts together while it runs.
  safelist: [/^app-segment--\d+$/],
};

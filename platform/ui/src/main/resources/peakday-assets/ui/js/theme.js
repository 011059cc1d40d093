/* Loaded before anything is painted, so that a chosen theme never flashes. Prebuilt pages are the same for everybody. */
(function () {
  try {
    var theme = localStorage.getItem("peakday-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (e) { /* storage is switched off: the system's theme it is */ }
})();

// For the bench only, at the end of a copy of overlay.js: marks in the page's timeline when the script began, each painting,
// when badges were painted for the first time, and when these were on the screen.

{
  const paint = Overlay.prototype.paint;
  let first = true;
  performance.mark("zaplint-start");
  Overlay.prototype.paint = function (...all) {
    performance.mark("zaplint-paint");
    paint.apply(this, all);
    if (!first || this.badges.size === 0) return;
    first = false;
    performance.mark("zaplint-painted");
    // The next frame is drawn after its callbacks; what is posted there comes after the drawing.
    requestAnimationFrame(() => setTimeout(() => performance.mark("zaplint-shown")));
  };
}

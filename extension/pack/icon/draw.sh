#!/usr/bin/env bash
# Draws extension/icons/*.png from icon.svg on a canvas in Chromium. Needed only when the picture changes.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p ../../icons
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for size in 16 32 48 128; do
  cat > "$scratch/page.html" <<PAGE
<script>
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = $size;
    canvas.getContext("2d").drawImage(image, 0, 0, $size, $size);
    document.body.textContent = canvas.toDataURL("image/png");
  };
  image.src = "data:image/svg+xml;base64,$(base64 -w0 icon.svg)";
</script><body>
PAGE
  chromium --headless --no-sandbox --user-data-dir="$scratch/profile" --virtual-time-budget=5000 --dump-dom \
    "file://$scratch/page.html" 2>/dev/null |
    sed -n 's/.*data:image\/png;base64,\([A-Za-z0-9+\/=]*\).*/\1/p' | base64 -d > "../../icons/$size.png"
done

#!/usr/bin/env bash
# Draws extension/icons/*.png from icon.svg on a canvas in Chromium, and grey ones for where there is nothing to check. Needed only
# when the picture changes.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p ../../icons
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for name in 16 32 48 128 grey-16 grey-32; do
  size=${name#grey-}
  colour=1f3a5f
  [[ $name = "$size" ]] || colour=878e99
  cat > "$scratch/page.html" <<PAGE
<script>
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = $size;
    canvas.getContext("2d").drawImage(image, 0, 0, $size, $size);
    document.body.textContent = canvas.toDataURL("image/png");
  };
  image.src = "data:image/svg+xml;base64,$(sed "s/#1f3a5f/#$colour/" icon.svg | base64 -w0)";
</script><body>
PAGE
  chromium --headless --no-sandbox --user-data-dir="$scratch/profile" --virtual-time-budget=5000 --dump-dom \
    "file://$scratch/page.html" 2>/dev/null |
    sed -n 's/.*data:image\/png;base64,\([A-Za-z0-9+\/=]*\).*/\1/p' | base64 -d > "../../icons/$name.png"
done

"""Charts that need no script: drawn on the server as SVG, each with a description and the table behind it."""
